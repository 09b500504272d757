import type { PacketQuery } from "@hms-sync/client";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";

const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 50;

/**
 * The filter options of a listing command.
 *
 * @throws HMS_CLI_USAGE for a limit that is no count.
 */
export function packetQuery(invocation: Invocation, state: PacketQuery["state"]): PacketQuery {
  const limitText = invocation.text("limit");
  const limit = limitText === undefined ? DEFAULT_LIMIT : Number(limitText);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw usageError(`--limit must be a whole number from 1 to ${MAX_LIMIT}`);
  }
  const given = {
    event: invocation.text("event"),
    state,
    connector: invocation.text("connector"),
    key: invocation.text("entity"),
    since: invocation.text("since"),
    until: invocation.text("until"),
    cursor: invocation.text("cursor"),
  };
  return { limit, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
