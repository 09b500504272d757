import { HmsSyncError } from "@hms-sync/connector-api";
import type { LayoutNode } from "../source/layout.ts";

/**
 * The error for an item that cannot be written or read: no code is made for its record, so no byte of it can be wrong.
 *
 * @param why completes a sentence that begins with the item's path
 */
export function unsupported(node: LayoutNode, why: string): HmsSyncError {
  const where = node.span;
  return new HmsSyncError("HMS_REC_UNSUPPORTED", `${node.path} ${why}`, { where, meta: { item: node.path } });
}
