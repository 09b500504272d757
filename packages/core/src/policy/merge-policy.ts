import type { ConnectorPolicy, PolicyOverrides } from "@hms-sync/connector-api";

/**
 * The policy with any part of any group replaced. Groups are merged member by member; `dedupe`, and every list, is
 * replaced as a whole.
 */
export function mergePolicy(base: ConnectorPolicy, overrides: PolicyOverrides | undefined): ConnectorPolicy {
  if (overrides === undefined) return base;
  return Object.freeze({
    order: Object.freeze({ ...base.order, ...overrides.order }),
    dedupe: (overrides.dedupe as ConnectorPolicy["dedupe"] | undefined) ?? base.dedupe,
    retry: Object.freeze({ ...base.retry, ...overrides.retry }),
    file: Object.freeze({ ...base.file, ...overrides.file }),
    ack: Object.freeze({ ...base.ack, ...overrides.ack }),
  });
}
