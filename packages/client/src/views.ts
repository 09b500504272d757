import type { DeliveryState, DeliveryView, DiffPacket } from "@hms-sync/connector-api";

/** A packet as the hub shows it, with what became of it. Times are RFC 3339 in UTC. */
export interface PacketView extends DiffPacket {
  readonly receivedAt: string;
  /** Who sent it, when the sender said so. */
  readonly source?: string;
  readonly deliveries: readonly DeliveryView[];
}

/** Which packets to list; all of them when empty. */
export interface PacketQuery {
  readonly event?: string;
  readonly state?: DeliveryState;
  readonly connector?: string;
  readonly key?: string;
  /** A duration back from now, or RFC 3339. */
  readonly since?: string;
  readonly until?: string;
  /** Part of an id or key. */
  readonly q?: string;
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** Part of a list, newest first. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** A connector as the hub shows it. */
export interface ConnectorView {
  readonly id: string;
  /** `failed`: it could not be loaded; nothing of it is lost, and nothing is sent. */
  readonly state: "active" | "paused" | "draining" | "failed";
  /** `auth`, `configuration`, what an operator gave, or the code of what failed. */
  readonly reason?: string;
  /** What failed. */
  readonly message?: string;
  /** RFC 3339 in UTC. */
  readonly since?: string;
  readonly protocol?: string;
  readonly events?: readonly string[];
  /** After a failed try to connect, when the next one is made. */
  readonly connectsAt?: string;
  /** Deliveries by state; states without one may be left out. */
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
}

/** Whether the hub is up and ready to take events. */
export interface Health {
  readonly live: boolean;
  readonly ready: boolean;
}
