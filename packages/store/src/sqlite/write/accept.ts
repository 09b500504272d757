import type { DatabaseSync } from "node:sqlite";
import type { DeliveryState } from "@hms-sync/connector-api";
import { effectName } from "../../effect-name.ts";
import { pathsOverlap } from "../../paths-overlap.ts";
import type { AcceptOutcome, NewDelivery, NewPacket, NewRoute } from "../../store.ts";
import { prepare } from "../statement.ts";
import { createDedupe } from "./dedupe.ts";
import { createDifference } from "./previous-image.ts";
import type { RowNumbers } from "./row-numbers.ts";
import type { Tally } from "./tally.ts";

/** Stores a packet with its deliveries; see `Store.accept`. */
export function createAccept(
  database: DatabaseSync,
  numbers: RowNumbers,
  tally: Tally,
): (packet: NewPacket) => AcceptOutcome {
  const difference = createDifference(database);
  const dedupe = createDedupe(database);
  const withKey = prepare<{ seq: number; id: string; idem_hash: string }>(
    database,
    "SELECT seq, id, idem_hash FROM packet WHERE idem_key = ?",
  );
  const firstDeliveries = prepare<NewDelivery>(
    database,
    `SELECT seq, id, connector, state FROM delivery WHERE packet_seq = ? AND replay_of IS NULL ORDER BY seq`,
  );
  const insertPacket = prepare(
    database,
    `INSERT INTO packet (seq, id, event, key, version, base_version, version_seq, occurred_at, received_at, changed, source,
       idem_key, idem_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertBody = prepare(database, "INSERT INTO body (packet_seq, json) VALUES (?, ?)");
  const insertDelivery = prepare(
    database,
    `INSERT INTO delivery (seq, id, packet_seq, connector, state, due_at, contract, done_at, effect, effect_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  /** The route's effect is remembered for its first delivery; a later one with the same effect is a duplicate. */
  function deliver(route: NewRoute, packet: NewPacket, packetSeq: number, versionSeq: number): NewDelivery {
    const seq = numbers.nextDelivery();
    const at = packet.receivedAt;
    let state: DeliveryState = "waiting";
    let effect: string | null = null;
    let until: number | null = null;
    if (route.dedupe !== undefined) {
      effect = effectName(route.dedupe, versionSeq);
      if (route.dedupe.by === "hash" && route.dedupe.windowMs !== undefined)
        until = at + route.dedupe.windowMs;
      if (!dedupe.claim({ connector: route.connector, effect, until, delivery: seq }, at))
        state = "duplicate";
    }
    const waits = state === "waiting";
    insertDelivery.run(
      seq,
      route.deliveryId,
      packetSeq,
      route.connector,
      state,
      waits ? at : null,
      route.contract,
      waits ? null : at,
      effect,
      until,
    );
    tally.note(route.connector, undefined, state);
    return { seq, id: route.deliveryId, connector: route.connector, state };
  }

  return (packet) => {
    if (packet.idempotency !== undefined) {
      const first = withKey.get(packet.idempotency.key);
      if (first !== undefined) {
        return first.idem_hash === packet.idempotency.hash
          ? { status: "duplicate", packetId: first.id, deliveries: firstDeliveries.all(first.seq) }
          : { status: "conflict", packetId: first.id };
      }
    }
    const { baseVersion, version, changed, exact, versionSeq } = difference(packet);
    const packetSeq = numbers.nextPacket();
    const begunBy = versionSeq ?? packetSeq;
    insertPacket.run(
      packetSeq,
      packet.id,
      packet.event,
      packet.key,
      version,
      baseVersion,
      begunBy,
      packet.occurredAt,
      packet.receivedAt,
      JSON.stringify(changed),
      packet.source ?? null,
      packet.idempotency?.key ?? null,
      packet.idempotency?.hash ?? null,
    );
    insertBody.run(packetSeq, packet.body);

    const deliveries: NewDelivery[] = [];
    const suppressed: string[] = [];
    for (const route of packet.routes) {
      const unread = exact && changed.length > 0 && !pathsOverlap(changed, route.reads);
      if (route.suppressible && unread) suppressed.push(route.connector);
      else deliveries.push(deliver(route, packet, packetSeq, begunBy));
    }
    return { status: "accepted", packetSeq, baseVersion, version, changed, deliveries, suppressed };
  };
}
