import type { DeliveryState, DeliveryView, DiffPacket } from "@hms-sync/connector-api";

/** A packet as the hub shows it, with what became of it. Times are RFC 3339 in UTC. */
export interface PacketView extends DiffPacket {
  readonly receivedAt: string;
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
  readonly protocol?: string;
  /** `failed`: it could not be loaded; its deliveries wait. */
  readonly state: "active" | "paused" | "draining" | "failed";
  readonly reason?: string;
  /** What failed. */
  readonly message?: string;
  readonly since?: string;
  /** Deliveries by state; states without one may be left out. */
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
}

/** Whether the hub is up and ready to take events. */
export interface Health {
  readonly live: boolean;
  readonly ready: boolean;
}
