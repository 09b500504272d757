import type { DeliveryState, Supports } from "@hms-sync/connector-api";
import type { DeliveryCounts } from "@hms-sync/store";
import type { ConnectorWorker } from "../deliver/connector-worker.ts";
import type { FailedConnector } from "../hub-options.ts";
import { isoTime } from "./iso-time.ts";

/** A connector as the API shows it. */
export interface ConnectorView {
  readonly id: string;
  readonly state: "active" | "paused" | "draining" | "failed";
  /** `auth`, `configuration`, what an operator gave, or the code of what failed. */
  readonly reason?: string;
  /** What failed. */
  readonly message?: string;
  /** RFC 3339 in UTC. */
  readonly since?: string;
  readonly protocol?: string;
  readonly events?: readonly string[];
  readonly supports?: Supports;
  /** After a failed try to connect, when the next one is made. */
  readonly connectsAt?: string;
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
}

/** The connectors that run and those that could not be loaded. */
export function showConnectors(
  workers: readonly ConnectorWorker[],
  failed: readonly FailedConnector[],
  counts: DeliveryCounts,
): ConnectorView[] {
  return [
    ...workers.map(
      ({ connector, connection, status }): ConnectorView => ({
        id: connector.id,
        state: status.state,
        ...(status.reason !== undefined && { reason: status.reason }),
        ...(status.message !== undefined && { message: status.message }),
        since: isoTime(status.since),
        protocol: connector.protocol,
        events: connector.bindings.map(({ event }) => event),
        supports: connector.supports,
        ...(connection.notBefore > 0 && { connectsAt: isoTime(connection.notBefore) }),
        counts: counts[connector.id] ?? {},
      }),
    ),
    ...failed.map(
      ({ id, code, message }): ConnectorView => ({
        id,
        state: "failed",
        reason: code,
        message,
        counts: counts[id] ?? {},
      }),
    ),
  ];
}
