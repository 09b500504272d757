import type { DeliveryState } from "@hms-sync/connector-api";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import type { PacketQuery } from "./hub-source.ts";

const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 50;

/**
 * The filter options of a listing command; `state` is checked by the parser.
 *
 * @throws HMS_CLI_USAGE for a limit that is no count.
 */
export function packetQuery(invocation: Invocation, state: string | undefined): PacketQuery {
  const limitText = invocation.text("limit");
  const limit = limitText === undefined ? DEFAULT_LIMIT : Number(limitText);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw usageError(`--limit must be a whole number from 1 to ${MAX_LIMIT}`);
  }
  return {
    limit,
    ...optional("event", invocation.text("event")),
    ...optional("connector", invocation.text("connector")),
    ...optional("key", invocation.text("entity")),
    ...optional("since", invocation.text("since")),
    ...optional("until", invocation.text("until")),
    ...optional("cursor", invocation.text("cursor")),
    ...(state === undefined ? {} : { state: state as DeliveryState }),
  };
}

function optional<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: string });
}
