import type { ConnectorView, PacketQuery, PacketView } from "@hms-sync/client";
import { type Clock, type DeliveryView, HmsSyncError } from "@hms-sync/connector-api";
import { diffPacket, parseSince } from "@hms-sync/core";
import { openSqliteStore, type Store, type StoredDelivery, type StoredPacket } from "@hms-sync/store";
import type { HubSource } from "./hub-source.ts";

/**
 * Opens a hub's data folder for reading only.
 *
 * @throws HMS_STO_NO_STORE when it holds no store.
 */
export async function openDataFolder(folder: string, clock: Clock): Promise<HubSource> {
  const store = await openSqliteStore({ folder, readOnly: true, clock });
  return {
    name: folder,
    async packets({ limit, cursor, since, until, ...query }: PacketQuery) {
      const filter = {
        ...query,
        ...(since === undefined ? {} : { since: parseSince(since, clock.now()) }),
        ...(until === undefined ? {} : { until: parseSince(until, clock.now()) }),
      };
      const page = await store.packets(filter, limit ?? 50, cursor);
      return { items: page.items.map(packetView), ...(page.next === undefined ? {} : { next: page.next }) };
    },
    async packet(id) {
      const packet = await store.packet(id);
      if (packet !== undefined) return packetView(packet);
      throw new HmsSyncError("HMS_HUB_PACKET", `${folder} holds no packet ${id}`, {
        hint: `hms-sync packets list --data ${folder} shows the ids.`,
      });
    },
    connectors: () => connectorViews(store),
    close: () => store.close(),
  };
}

async function connectorViews(store: Store): Promise<ConnectorView[]> {
  const counts = await store.counts();
  const states = new Map((await store.connectorStates()).map((state) => [state.id, state]));
  const ids = [...new Set([...states.keys(), ...Object.keys(counts)])].sort();
  return ids.map((id) => {
    const { state = "active", reason, since } = states.get(id) ?? {};
    return {
      id,
      state,
      ...(reason === undefined ? {} : { reason }),
      ...(since === undefined ? {} : { since: timeText(since) }),
      counts: counts[id] ?? {},
    };
  });
}

function packetView(packet: StoredPacket): PacketView {
  const body: unknown = packet.body === undefined ? undefined : JSON.parse(packet.body);
  return {
    ...diffPacket({ ...packet, body }),
    receivedAt: timeText(packet.receivedAt),
    deliveries: packet.deliveries.map(deliveryView),
  };
}

function deliveryView(delivery: StoredDelivery): DeliveryView {
  const { id, packetId, connector, state, contract, reason, reference, replayOf, ack, dueAt } = delivery;
  const waits =
    (state === "waiting" || state === "retrying") && dueAt !== undefined && Number.isFinite(dueAt);
  return {
    id,
    packetId,
    connector,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(waits ? { nextAttemptAt: timeText(dueAt) } : {}),
    ...(reference === undefined ? {} : { reference }),
    contract,
    attempts: delivery.attempts.map((attempt) => ({ ...attempt, at: timeText(attempt.at) })),
    ...(ack === undefined ? {} : { ack: { ...ack, at: timeText(ack.at) } }),
    ...(replayOf === undefined ? {} : { replayOf }),
  };
}

function timeText(ms: number): string {
  return new Date(ms).toISOString();
}
