import { expect, it } from "vitest";
import { readLines } from "./read-lines.ts";

async function linesOf(...chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
  }
  const lines: string[] = [];
  for await (const line of readLines(bytes())) lines.push(line);
  return lines;
}

it("cuts at LF and CRLF, wherever chunks end", async () => {
  expect(await linesOf("a\r", "\nb", "b\n\nc")).toEqual(["a", "bb", "", "c"]);
});

it("puts characters together that two chunks share", async () => {
  const bytes = Buffer.from("ü\n");
  expect(await linesOf(bytes.subarray(0, 1), bytes.subarray(1))).toEqual(["ü"]);
});

it("leaves out a byte order mark", async () => {
  expect(await linesOf("\ufeff{}\n")).toEqual(["{}"]);
});

it("refuses bytes that are not UTF-8", async () => {
  await expect(linesOf("ok\n", Uint8Array.of(0xc3, 0x28))).rejects.toMatchObject({ code: "HMS_CLI_JSON" });
});
