import { HmsSyncError } from "@hms-sync/connector-api";

/**
 * The JSON of an event's payload.
 *
 * @param file as the command line names it
 * @throws HMS_CLI_JSON with the place; the parser's own message may quote the text.
 */
export function parsePayload(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position)).split("\n");
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    const name = file === "-" ? "standard input" : file;
    throw new HmsSyncError("HMS_CLI_JSON", `${name} is not JSON: ${place}`);
  }
}
