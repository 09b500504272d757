import type { ConnectorPolicy } from "@hms-sync/connector-api";
import { parseDuration } from "../time/duration.ts";

/** What holds where neither manifest nor configuration says anything. */
export const DEFAULT_POLICY: ConnectorPolicy = Object.freeze({
  order: Object.freeze({ key: "entity", after: "sent", onReject: "continue" }),
  dedupe: false,
  retry: Object.freeze({
    delaysMs: Object.freeze(["60s", "5m", "30m", "2h", "5h", "10h", "10h"].map(parseDuration)),
    jitter: 0.2,
    maxAgeMs: parseDuration("3d"),
  }),
  file: Object.freeze({ name: "{packetId}.dat" }),
  ack: Object.freeze({
    from: "transport",
    pollMs: parseDuration("2s"),
    deadlineMs: parseDuration("24h"),
    // biome-ignore lint/suspicious/noThenProperty: the manifest calls it so, and its value is no function
    then: "archive",
  }),
});
