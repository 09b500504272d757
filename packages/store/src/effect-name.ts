import { hash } from "node:crypto";
import type { NewRoute } from "./store.ts";

/** Wide enough for every exact integer in base 36. */
const DIGITS = 11;

/**
 * The name under which a connector remembers an effect, so that the same effect is not sent twice.
 *
 * `p…` is one version of one entity, named by the number of the packet that began the version: such names grow, so they are
 * written side by side, and they tell nobody whose they are. `h…` is the hash that the connector's own policy made.
 */
export function effectName(dedupe: NonNullable<NewRoute["dedupe"]>, versionSeq: number): string {
  return dedupe.by === "packet"
    ? `p${versionSeq.toString(36).padStart(DIGITS, "0")}`
    : `h${hash("sha256", dedupe.hash, "base64url").slice(0, 32)}`;
}
