import { createHash } from "node:crypto";
import {
  type Accepted,
  type Clock,
  HmsSyncError,
  isHmsSyncError,
  type TriggerOptions,
} from "@hms-sync/connector-api";
import { dedupeHash, entityKey, parseSince, withoutPaths } from "@hms-sync/core";
import type { AcceptOutcome, NewPacket, NewRoute, Store } from "@hms-sync/store";
import type { Moves } from "../deliver/moves.ts";
import type { HubLog } from "../hub-log.ts";
import type { QueuedDelivery } from "../lanes/queued-delivery.ts";
import { newId } from "./new-id.ts";
import type { EventRoutes, Listener, Routing } from "./routing.ts";

/**
 * Takes an event: validates it, removes personal data that nobody may use, finds who listens, and makes it durable.
 *
 * @throws HMS_EVT_UNKNOWN, HMS_EVT_INVALID with every fault, HMS_HUB_IDEMPOTENCY, HMS_HUB_BUSY; then nothing was stored.
 */
export type AcceptEvent = (event: string, payload: unknown, options?: TriggerOptions) => Promise<Accepted>;

export interface IntakeOptions {
  readonly store: Store;
  readonly routing: Routing;
  readonly moves: Moves;
  readonly clock: Clock;
  readonly log: HubLog;
  /** Deliveries that may be unfinished at a time. */
  readonly maxOpen: number;
  /** Hands a durable delivery to its connector's worker. */
  readonly dispatch: (delivery: QueuedDelivery) => void;
}

export function createIntake(options: IntakeOptions): AcceptEvent {
  const { clock, log, moves, routing, store } = options;

  return async (event, payload, { idempotencyKey, occurredAt, source, signal } = {}) => {
    signal?.throwIfAborted();
    const begun = clock.monotonic();
    const routes = routing.for(event);
    const image = validated(routes, payload, log);
    if (moves.open + routes.listeners.length > options.maxOpen) throw tooBusy(options.maxOpen);

    const receivedAt = clock.now();
    const packet: NewPacket = {
      id: newId(receivedAt),
      event,
      key: entityKey(routes.definition, image),
      occurredAt: occurredAt === undefined ? receivedAt : timeGiven(occurredAt, receivedAt),
      receivedAt,
      body: JSON.stringify(image),
      ...(source !== undefined && { source }),
      ...(idempotencyKey !== undefined && {
        idempotency: { key: idempotencyKey, hash: payloadHash(event, payload) },
      }),
      routes: routes.listeners.map((listener) => routeTo(listener, routes, image, receivedAt)),
    };
    const outcome = await store.accept(packet);
    if (outcome.status === "conflict") throw keyUsedBefore(outcome.packetId);
    if (outcome.status === "accepted") {
      log.info(
        {
          packet: packet.id,
          event,
          deliveries: outcome.deliveries.length,
          suppressed: outcome.suppressed.length,
          sizeBytes: packet.body.length,
          durationMs: clock.monotonic() - begun,
        },
        "packet.accepted",
      );
      for (const connector of outcome.suppressed) {
        log.info({ packet: packet.id, event, connector }, "delivery.suppressed");
      }
      hand(options, packet, outcome);
    }
    return {
      packetId: outcome.status === "duplicate" ? outcome.packetId : packet.id,
      duplicate: outcome.status === "duplicate",
      deliveries: outcome.deliveries.map(({ id, connector, state }) => ({ id, connector, state })),
    };
  };
}

function validated({ definition, strip }: EventRoutes, payload: unknown, log: HubLog): unknown {
  const result = definition.validate(payload);
  if (!result.ok) {
    const count = result.faults.length;
    throw new HmsSyncError(
      "HMS_EVT_INVALID",
      `the payload of ${definition.name} has ${count} fault${count === 1 ? "" : "s"}`,
      { problems: result.faults },
    );
  }
  for (const { under, count } of result.stripped) {
    log.warn({ event: definition.name, under, count }, "payload.unknown_members_left_out");
  }
  return withoutPaths(result.value, strip);
}

function routeTo(
  { connector, binding }: Listener,
  routes: EventRoutes,
  image: unknown,
  at: number,
): NewRoute {
  const { dedupe } = connector.policy;
  return {
    connector: connector.id,
    deliveryId: newId(at),
    contract: binding.contract,
    reads: binding.reads,
    suppressible: routes.definition.change === "update",
    ...(dedupe !== false && {
      dedupe:
        dedupe.by === "packet"
          ? { by: "packet" }
          : {
              by: "hash",
              hash: dedupeHash(routes.definition.name, dedupe.by, image),
              ...(dedupe.windowMs !== undefined && { windowMs: dedupe.windowMs }),
            },
    }),
  };
}

/** From the intake's memory straight to the lanes: nothing is read back. */
function hand(
  { dispatch, moves }: IntakeOptions,
  packet: NewPacket,
  outcome: AcceptOutcome & { readonly status: "accepted" },
): void {
  const { id: packetId, event, key } = packet;
  const contracts = new Map(packet.routes.map((route) => [route.connector, route.contract]));
  moves.accepted(outcome.deliveries.map((delivery) => ({ ...delivery, packetId, event, key })));
  for (const { seq, id, connector, state } of outcome.deliveries) {
    if (state !== "waiting") continue;
    dispatch({
      seq,
      id,
      packetId,
      connector,
      event,
      key,
      occurredAt: packet.occurredAt,
      baseVersion: outcome.baseVersion,
      bornAt: packet.receivedAt,
      state,
      attempt: 0,
      dueAt: packet.receivedAt,
      contract: contracts.get(connector) ?? "",
      reference: undefined,
      reason: undefined,
      body: packet.body,
      bytes: undefined,
      looks: 0,
    });
  }
}

function payloadHash(event: string, payload: unknown): string {
  return createHash("sha256")
    .update(event)
    .update("\n")
    .update(JSON.stringify(payload, withSortedMembers) ?? "")
    .digest("hex");
}

/** The order of members means nothing in JSON, so a sender that writes its payload anew repeats itself all the same. */
function withSortedMembers(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function timeGiven(occurredAt: string, now: number): number {
  try {
    // a duration such as `5m` is no moment
    if (/^\d{4}-/.test(occurredAt)) return parseSince(occurredAt, now);
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_CFG_DURATION")) throw error;
  }
  throw new HmsSyncError("HMS_HUB_REQUEST", "the time of the event is not an RFC 3339 time", {
    problems: [
      { path: "occurredAt", code: "HMS_HUB_REQUEST", message: "expected an RFC 3339 time with its zone" },
    ],
  });
}

function tooBusy(limit: number): HmsSyncError {
  return new HmsSyncError("HMS_HUB_BUSY", `more than ${limit} deliveries are unfinished`, {
    meta: { limit },
  });
}

function keyUsedBefore(packetId: string): HmsSyncError {
  return new HmsSyncError(
    "HMS_HUB_IDEMPOTENCY",
    `the Idempotency-Key belongs to packet ${packetId}, which has another payload`,
    { meta: { packet: packetId } },
  );
}
