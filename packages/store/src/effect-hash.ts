import { hash } from "node:crypto";
import type { NewRoute } from "./store.ts";

/**
 * The name under which a connector remembers an effect, so that the same effect is not sent twice.
 *
 * `p…` stands for one version of one entity, `h…` for the hash that the connector's own policy made. Retention may drop a
 * `p…` once the entity has moved on; an `h…` lives as long as its window, which may be for ever.
 */
export function effectHash(
  dedupe: NonNullable<NewRoute["dedupe"]>,
  packet: { readonly event: string; readonly key: string; readonly version: number },
): string {
  return dedupe.by === "packet"
    ? `p${short(`${packet.event}\n${packet.key}\n${packet.version}`)}`
    : `h${short(dedupe.hash)}`;
}

function short(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 32);
}
