import { type HmsEvents, localHub, type TriggerOptions } from "@hms-sync/connector-api";
import { environmentClient } from "./environment-client.ts";
import { type Sent, sentWith } from "./sent.ts";

/** Names of the events of every event pack that the program imports. */
export type EventName = keyof HmsEvents & string;

/**
 * A name that the compiler does not know: text made at run time, or any text where no event pack is imported.
 *
 * A misspelt literal is none of both, so it stays a compile error.
 */
export type UntypedEventName<Name extends string> = [EventName] extends [never]
  ? Name
  : string extends Name
    ? Name
    : never;

/**
 * Hands an event to the hub: the one in this process if there is one, else the one at `HMS_SYNC_URL` (by default
 * `http://127.0.0.1:8787`, with the key in `HMS_SYNC_KEY`).
 *
 * Resolves when the packet is durable; what the outside systems say follows later and is given by `settled()`. A request
 * that has to be repeated carries the same idempotency key, so it stays one packet.
 *
 * @throws HMS_EVT_UNKNOWN, HMS_EVT_INVALID with every fault of the payload in `problems`, HMS_HUB_BUSY,
 * HMS_NET_NO_HUB, and what else the hub answers.
 * @example
 * const sent = await trigger("appointment.created", { ticket });
 * const { ok, deliveries } = await sent.settled();
 */
export function trigger<Name extends string>(
  event: UntypedEventName<Name>,
  payload: unknown,
  options?: TriggerOptions,
): Promise<Sent>;
export function trigger<Name extends EventName>(
  event: Name,
  payload: HmsEvents[Name],
  options?: TriggerOptions,
): Promise<Sent>;
export async function trigger(event: string, payload: unknown, options?: TriggerOptions): Promise<Sent> {
  const hub = localHub();
  if (hub === undefined) return environmentClient().trigger(event, payload, options);
  return sentWith(await hub.trigger(event, payload, options), (packetId, signal) =>
    hub.settled(packetId, signal),
  );
}
