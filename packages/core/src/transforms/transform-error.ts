import { HmsSyncError } from "@hms-sync/connector-api";

/** A transform got a value of another form than it works on. Says what was expected, never what came. */
export function transformError(transform: string, expected: string): HmsSyncError {
  return new HmsSyncError("HMS_MAP_TRANSFORM", `${transform}: expected ${expected}`, { meta: { transform } });
}
