import { HmsSyncError } from "@hms-sync/connector-api";

/** Makes an opaque cursor of a list: its name and the place after which the next page begins. */
export function encodeCursor(list: string, place: readonly number[]): string {
  return Buffer.from([list, ...place].join("."), "latin1").toString("base64url");
}

/**
 * The place that a cursor stands for.
 *
 * @throws HMS_STO_CURSOR when it is not one that this list gave.
 */
export function decodeCursor(list: string, numbers: number, cursor: string): number[] {
  const [name, ...parts] = Buffer.from(cursor, "base64url").toString("latin1").split(".");
  const place = parts.map(Number);
  // writing it again catches what the lenient decoder lets through
  if (
    name !== list ||
    place.length !== numbers ||
    encodeCursor(list, place) !== cursor ||
    !place.every(Number.isSafeInteger)
  ) {
    throw new HmsSyncError("HMS_STO_CURSOR", `the cursor is not one of the list of ${list}`, {
      meta: { list, characters: cursor.length },
    });
  }
  return place;
}
