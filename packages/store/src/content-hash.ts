import { hash } from "node:crypto";
import type { Json } from "@hms-sync/connector-api";

/**
 * A short name for "this event with this image", equal for equal JSON whatever the order of keys.
 *
 * It stands in for a body that retention removed, so that the entity's next packet can still be told apart from it.
 */
export function contentHash(event: string, image: Json): string {
  return hash("sha256", `${event}\n${canonical(image)}`, "base64url").slice(0, 32);
}

/** JSON text with keys in code unit order at every level. */
function canonical(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const branch = value as { readonly [key: string]: Json };
  const members = Object.keys(branch)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(branch[key]!)}`);
  return `{${members.join(",")}}`;
}
