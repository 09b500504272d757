import {
  type AnyBinding,
  type ConnectorPolicy,
  type DedupePolicy,
  nearestNames,
  type RecordLayout,
  type RetryPolicy,
  type Supports,
} from "@hms-sync/connector-api";
import type { ConfigurationFault } from "../config/configuration-error.ts";
import { fileNameFaults } from "../file-name/file-name.ts";

/** What a policy is held against. */
export interface PolicySubject {
  readonly protocol: string;
  readonly supports: Supports;
  readonly bindings: readonly AnyBinding[];
}

/** Everything wrong with a policy by itself and for this transport; paths start at the policy: `retry.jitter`. */
export function policyFaults(policy: ConnectorPolicy, subject: PolicySubject): ConfigurationFault[] {
  return [
    ...orderFaults(policy, subject),
    ...dedupeFaults(policy.dedupe),
    ...retryFaults(policy.retry),
    ...fileNameFaults(policy.file.name).map((message) => ({ path: "file.name", message })),
    ...markerFaults(policy.file.marker),
    ...ackFaults(policy, subject),
  ];
}

function orderFaults(
  { order }: ConnectorPolicy,
  { protocol, supports }: PolicySubject,
): ConfigurationFault[] {
  const faults = [
    ...oneOf("order.key", order.key, ["entity", "none"]),
    ...oneOf("order.after", order.after, ["sent", "acked"]),
    ...oneOf("order.onReject", order.onReject, ["continue", "park"]),
  ];
  if (order.key === "entity" && supports.order === "none") {
    faults.push({ path: "order.key", message: `${protocol} keeps no order: write none` });
  }
  return faults;
}

function dedupeFaults(dedupe: DedupePolicy): ConfigurationFault[] {
  if (dedupe === false) return [];
  if (typeof dedupe !== "object" || dedupe === null) {
    return [{ path: "dedupe", message: "expected false, { by: packet }, or { by: [paths], window }" }];
  }
  const { by } = dedupe;
  const faults: ConfigurationFault[] = [];
  if (
    by !== "packet" &&
    !(Array.isArray(by) && by.length > 0 && by.every((path) => typeof path === "string"))
  ) {
    faults.push({ path: "dedupe.by", message: "expected packet, or a list of HMS paths" });
  }
  if ("windowMs" in dedupe && dedupe.windowMs !== undefined) {
    faults.push(...positive("dedupe.window", dedupe.windowMs));
  }
  return faults;
}

function retryFaults(retry: RetryPolicy): ConfigurationFault[] {
  const faults: ConfigurationFault[] = [];
  if (Array.isArray(retry.delaysMs)) {
    faults.push(...retry.delaysMs.flatMap((delayMs, index) => positive(`retry.delays[${index}]`, delayMs)));
  } else faults.push({ path: "retry.delays", message: "expected a list of durations" });
  if (!(typeof retry.jitter === "number" && retry.jitter >= 0 && retry.jitter <= 1)) {
    faults.push({ path: "retry.jitter", message: "expected a number from 0 to 1" });
  }
  faults.push(...positive("retry.maxAge", retry.maxAgeMs));
  return faults;
}

function markerFaults(marker: string | undefined): ConfigurationFault[] {
  if (marker === undefined || /^[\w.-]+$/.test(marker)) return [];
  return [
    { path: "file.marker", message: "expected a suffix of letters, digits, dots, _ and -, such as .done" },
  ];
}

function ackFaults(
  { ack }: ConnectorPolicy,
  { protocol, supports, bindings }: PolicySubject,
): ConfigurationFault[] {
  const faults = [
    ...oneOf("ack.from", ack.from, ["transport", "file"]),
    ...oneOf("ack.then", ack.then, ["archive", "delete", "keep"]),
    ...positive("ack.poll", ack.pollMs),
    ...positive("ack.deadline", ack.deadlineMs),
  ];
  if (ack.from !== "file") return faults;
  if (!supports.lateAck) {
    faults.push({
      path: "ack.from",
      message: `${protocol} brings no answers after a message was sent: write transport`,
    });
  }
  for (const part of ["folder", "pattern", "codec", "match", "accepted"] as const) {
    const given = ack[part];
    if (
      given === undefined ||
      given === "" ||
      (typeof given === "object" && Object.keys(given).length === 0)
    ) {
      faults.push({
        path: `ack.${part === "codec" ? "layout" : part}`,
        message: "is required for answers from a file",
      });
    }
  }
  if (ack.codec !== undefined) {
    const answer = ack.codec.layout;
    for (const field of Object.keys(ack.match ?? {})) faults.push(...knownField("ack.match", field, answer));
    for (const field of Object.keys(ack.accepted ?? {}))
      faults.push(...knownField("ack.accepted", field, answer));
    if (ack.reason !== undefined) faults.push(...knownField("ack.reason", ack.reason, answer));
  }
  for (const field of Object.values(ack.match ?? {})) {
    for (const binding of bindings) faults.push(...knownField("ack.match", field, binding.codec.layout));
  }
  return dropRepeated(faults);
}

function knownField(path: string, field: string, layout: RecordLayout): ConfigurationFault[] {
  const known = layout.fields.map((candidate) => candidate.path);
  if (known.includes(field)) return [];
  const near = nearestNames(field, known);
  return [
    {
      path,
      message: `${layout.record} has no field ${field}${near.length === 0 ? "" : `, did you mean ${near.join(" or ")}?`}`,
    },
  ];
}

function oneOf(path: string, value: unknown, allowed: readonly string[]): ConfigurationFault[] {
  if (typeof value === "string" && allowed.includes(value)) return [];
  const near = typeof value === "string" ? nearestNames(value, allowed) : [];
  const guess = near.length === 0 ? "" : `, did you mean ${near[0]}?`;
  return [{ path, message: `expected ${allowed.join(" or ")}${guess}` }];
}

function positive(path: string, valueMs: unknown): ConfigurationFault[] {
  if (typeof valueMs === "number" && valueMs > 0 && Number.isFinite(valueMs)) return [];
  return [{ path, message: "expected a duration longer than 0" }];
}

function dropRepeated(faults: readonly ConfigurationFault[]): ConfigurationFault[] {
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const text = `${fault.path}\n${fault.message}`;
    return !seen.has(text) && seen.add(text);
  });
}
