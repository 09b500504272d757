import {
  type AnyBinding,
  type Connector,
  type ErrorCode,
  isHmsSyncError,
  type OutboundMessage,
} from "@hms-sync/connector-api";
import { describeError, fileName, frameRecord, matchOfSent, usesSequence } from "@hms-sync/core";
import type { Store } from "@hms-sync/store";
import type { QueuedDelivery } from "../lanes/queued-delivery.ts";
import { isoTime } from "../stream/iso-time.ts";

/** A delivery in the outside system's form. */
export interface Prepared {
  /** Name of the record, as the outside system has it. */
  readonly record: string;
  /** The record alone; what the store keeps. */
  readonly bytes: Uint8Array;
  /** The record as it stands in its file. */
  readonly framed: Uint8Array;
  readonly contract: string;
  /** What the outside system's answer will be matched by; undefined when no answer is expected. */
  readonly match: string | undefined;
}

/** Why there is nothing to send: nothing was handed to the transport, and trying again would not help. */
export interface Unsendable {
  readonly code: ErrorCode;
  /** Paths and rules; no values. */
  readonly message: string;
}

/** Maps and encodes the after-image, or takes the stored bytes of an `as-sent` replay as they are. */
export function prepareMessage(connector: Connector, delivery: QueuedDelivery): Prepared | Unsendable {
  const binding = connector.bindings.find((candidate) => candidate.event === delivery.event);
  if (binding === undefined) {
    return {
      code: "HMS_HUB_NO_BINDING",
      message: `${connector.id} does not listen for ${delivery.event} any more`,
    };
  }
  try {
    return delivery.bytes === undefined
      ? fromPayload(connector, binding, delivery)
      : fromBytes(connector, binding, delivery, delivery.bytes);
  } catch (error) {
    return unsendable(error);
  }
}

/** What an earlier run of the hub sent, as the store kept it. */
export function sentBefore(
  connector: Connector,
  delivery: QueuedDelivery,
  sent: { readonly record: string; readonly bytes: Uint8Array } | undefined,
): Prepared {
  const { contract } = delivery;
  if (sent === undefined) {
    const none = new Uint8Array();
    return { record: "", bytes: none, framed: none, contract, match: undefined };
  }
  const binding = connector.bindings.find((candidate) => candidate.event === delivery.event);
  try {
    if (binding !== undefined) return { ...fromBytes(connector, binding, delivery, sent.bytes), ...sent };
  } catch {
    // bytes of an older layout: whether they arrived can be told all the same
  }
  return { ...sent, framed: sent.bytes, contract, match: undefined };
}

export function isUnsendable(outcome: Prepared | Unsendable): outcome is Unsendable {
  return "code" in outcome;
}

/** The final name of a delivery's message: made once, and kept over all attempts. */
export async function nameMessage(
  connector: Connector,
  delivery: QueuedDelivery,
  store: Pick<Store, "nextInSequence">,
  at: number,
): Promise<string | Unsendable> {
  if (delivery.reference !== undefined) return delivery.reference;
  const pattern = connector.policy.file.name;
  const { packetId, id: deliveryId } = delivery;
  const seq = usesSequence(pattern) ? await store.nextInSequence(connector.id, "file") : undefined;
  try {
    delivery.reference = fileName(pattern, { packetId, deliveryId, at, ...(seq !== undefined && { seq }) });
    return delivery.reference;
  } catch (error) {
    return unsendable(error);
  }
}

export function outboundMessage(delivery: QueuedDelivery, name: string, bytes: Uint8Array): OutboundMessage {
  return {
    deliveryId: delivery.id,
    packetId: delivery.packetId,
    event: delivery.event,
    key: delivery.key,
    attempt: delivery.attempt + 1,
    name,
    bytes,
  };
}

function fromPayload(
  connector: Connector,
  binding: AnyBinding,
  delivery: QueuedDelivery,
): Prepared | Unsendable {
  if (delivery.body === undefined) {
    return { code: "HMS_HUB_BODY_GONE", message: "retention has removed the packet's body" };
  }
  const row: unknown = binding.map(JSON.parse(delivery.body), {
    packet: {
      id: delivery.packetId,
      event: delivery.event,
      key: delivery.key,
      occurredAt: isoTime(delivery.occurredAt),
      baseVersion: delivery.baseVersion,
    },
  });
  const bytes: Uint8Array = binding.codec.encode(row);
  const match = matchFor(connector, delivery, () => row);
  const framed = frameRecord(bytes, binding.framing);
  return { record: binding.codec.layout.record, bytes, framed, contract: binding.contract, match };
}

function fromBytes(
  connector: Connector,
  binding: AnyBinding,
  delivery: QueuedDelivery,
  bytes: Uint8Array,
): Prepared {
  const match = matchFor(connector, delivery, () => binding.codec.decode(bytes));
  const framed = frameRecord(bytes, binding.framing);
  return { record: binding.codec.layout.record, bytes, framed, contract: delivery.contract, match };
}

/** Answers by API name the delivery where the manifest says nothing of a match. */
function matchFor(connector: Connector, delivery: QueuedDelivery, row: () => unknown): string | undefined {
  const { ack } = connector.policy;
  if (ack.match !== undefined) return matchOfSent(ack, row());
  return connector.supports.lateAck ? delivery.id : undefined;
}

function unsendable(error: unknown): Unsendable {
  if (isHmsSyncError(error)) {
    const problems = error.problems.map((problem) => `${problem.path}: ${problem.message}`);
    return { code: error.code, message: [error.message, ...problems].join("; ") };
  }
  return { code: "HMS_HUB_MAPPING_FAILED", message: describeError(error).message };
}
