import type { Connector } from "@hms-sync/connector-api";
import dmvMainframe from "@hms-sync/connector-dmv-mainframe";
import { DEFAULT_POLICY } from "@hms-sync/core";

/** The reference connector's mapping and record, sent into a transport that answers at once and keeps nothing. */
export function sinkConnector(): Connector {
  const connector = dmvMainframe();
  return {
    ...connector,
    id: "sink",
    protocol: "memory",
    policy: { ...DEFAULT_POLICY, file: { name: "{packetId}.DAT" } },
    supports: { batch: { max: 50 }, lateAck: false, idempotent: "by-key", order: "per-key", probe: false },
    createTransport: () => ({
      send: async (messages) => messages.map(() => ({ status: "delivered" as const })),
      dispose: async () => {},
    }),
  };
}
