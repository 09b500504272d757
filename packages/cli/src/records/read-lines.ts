import { HmsSyncError } from "@hms-sync/connector-api";

/** Longer lines are refused, so that a file without line ends does not fill the memory. */
const MAX_LINE_LENGTH = 32 * 1024 * 1024;

/**
 * The lines of UTF-8 bytes, without their ends (LF or CRLF) and without a byte order mark. A last line without an end
 * counts. Holds one line and one chunk at a time.
 *
 * @throws HMS_CLI_JSON for bytes that are not UTF-8 and for an endless line.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let count = 0;
  for await (const chunk of chunks) {
    rest += decodeChunk(decoder, chunk, count);
    let start = 0;
    for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n", start)) {
      count++;
      yield withoutReturn(rest.slice(start, end));
      start = end + 1;
    }
    rest = rest.slice(start);
    if (rest.length > MAX_LINE_LENGTH) {
      throw new HmsSyncError(
        "HMS_CLI_JSON",
        `line ${count + 1} is longer than ${MAX_LINE_LENGTH} characters`,
        {
          hint: "write one JSON record per line",
        },
      );
    }
  }
  rest += decodeChunk(decoder, undefined, count);
  if (rest !== "") yield withoutReturn(rest);
}

function decodeChunk(
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Uint8Array | undefined,
  count: number,
): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new HmsSyncError("HMS_CLI_JSON", `the text is not UTF-8, near line ${count + 1}`, {
      hint: "save the file as UTF-8",
      cause,
    });
  }
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
