import type { DeliveryState } from "@hms-sync/connector-api";
import type { DueDelivery } from "@hms-sync/store";
import { timeOfId } from "../intake/new-id.ts";

/** An unfinished delivery in the hub's memory: what the store knows of it, and the payload to send. */
export interface QueuedDelivery {
  readonly seq: number;
  readonly id: string;
  readonly packetId: string;
  readonly connector: string;
  readonly event: string;
  readonly key: string;
  readonly occurredAt: number;
  readonly baseVersion: number;
  /** When this delivery was made, in ms since 1970: its age counts from here. */
  readonly bornAt: number;
  /** As the store has it: `waiting`, `retrying`, `sending` or, while it is being looked up, `in_doubt`. */
  state: DeliveryState;
  /** Attempts already made. */
  attempt: number;
  /** In ms since 1970; `Infinity` waits for a resume. */
  dueAt: number;
  contract: string;
  /** Final name, given before the first send. */
  reference: string | undefined;
  reason: string | undefined;
  /** The after-image as JSON text; undefined when retention removed it. */
  readonly body: string | undefined;
  /** Bytes to be sent again as they are. */
  readonly bytes: Uint8Array | undefined;
  /** Looks at the outside system that told nothing, since the last send. */
  looks: number;
}

/** A delivery as it comes out of the store. `active` says that the connector is not paused: nothing waits for a resume. */
export function fromDue(due: DueDelivery, active: boolean): QueuedDelivery {
  return {
    seq: due.seq,
    id: due.id,
    packetId: due.packetId,
    connector: due.connector,
    event: due.event,
    key: due.key,
    occurredAt: due.occurredAt,
    baseVersion: due.baseVersion,
    bornAt: timeOfId(due.id) ?? due.receivedAt,
    state: due.state,
    attempt: due.attempt,
    dueAt: active && due.dueAt === Number.POSITIVE_INFINITY ? 0 : due.dueAt,
    contract: due.contract,
    reference: due.reference,
    reason: due.reason,
    body: due.body,
    bytes: due.bytes,
    looks: 0,
  };
}
