import type { ConnectorView, PacketQuery, PacketView, Page } from "@hms-sync/client";

/** What can be read of a hub: of a running one over HTTP, or of a stopped one from its data folder. */
export interface HubSource {
  /** Address or folder, as a person knows it. */
  readonly name: string;
  /** Newest first. */
  packets(query: PacketQuery): Promise<Page<PacketView>>;
  /** @throws HMS_HUB_PACKET when there is none. */
  packet(id: string): Promise<PacketView>;
  connectors(): Promise<readonly ConnectorView[]>;
  close(): Promise<void>;
}
