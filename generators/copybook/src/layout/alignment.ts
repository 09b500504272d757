import type { ItemType, ProfileSettings } from "@hms-sync/gen/source";

/**
 * The boundary that SYNCHRONIZED puts an item on, in bytes; 1 where it does nothing.
 *
 * IBM (Enterprise COBOL Language Reference, "SYNCHRONIZED clause"): halfword for two bytes, fullword for longer binary
 * numbers and COMP-1, doubleword for COMP-2. GnuCOBOL: binary numbers of 2, 4 and 8 bytes on their own size. Packed
 * numbers, zoned numbers and text are not moved by either.
 */
export function alignment(type: ItemType, length: number, sync: ProfileSettings["sync"]): number {
  if (type.kind === "float") return type.size;
  if (type.kind !== "number" || !["binary", "native", "comp-x"].includes(type.storage)) return 1;
  if (sync === "ibm") return length === 1 ? 1 : length === 2 ? 2 : 4;
  return length === 2 || length === 4 || length === 8 ? length : 1;
}

/** Bytes from `offset` to the next multiple of `boundary`. */
export function slackTo(offset: number, boundary: number): number {
  return (boundary - (offset % boundary)) % boundary;
}
