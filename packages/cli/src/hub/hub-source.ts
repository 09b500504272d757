import type { DeliveryState, DeliveryView, DiffPacket } from "@hms-sync/connector-api";

/** A packet with what became of it. Times are RFC 3339 in UTC. */
export interface PacketView extends DiffPacket {
  readonly receivedAt: string;
  readonly deliveries: readonly DeliveryView[];
}

/** A delivery with the packet it belongs to. */
export interface DeadLetter {
  readonly packet: Pick<PacketView, "id" | "event" | "key" | "receivedAt">;
  readonly delivery: DeliveryView;
}

/** One connector and how many of its deliveries are in which state. */
export interface ConnectorView {
  readonly id: string;
  readonly protocol?: string;
  readonly state: "active" | "paused";
  readonly reason?: string;
  readonly since?: string;
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
}

export interface PacketQuery {
  readonly event?: string;
  readonly state?: DeliveryState;
  readonly connector?: string;
  readonly key?: string;
  /** A duration back from now, or RFC 3339. */
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly next?: string;
}

/** What can be read of a hub: of a running one over HTTP, or of a stopped one from its data folder. */
export interface HubSource {
  /** Address or folder, as a person knows it. */
  readonly name: string;
  /** Newest first. */
  packets(query: PacketQuery): Promise<PageOf<PacketView>>;
  /** @throws HMS_CLI_UNKNOWN_ID when there is none. */
  packet(id: string): Promise<PacketView>;
  connectors(): Promise<readonly ConnectorView[]>;
  close(): Promise<void>;
}
