import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { CODE_PAGES, codePage } from "./code-page.ts";

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** Names in glibc's iconv. */
const ICONV = {
  latin1: "ISO-8859-1",
  cp037: "IBM037",
  cp1047: "IBM1047",
  cp500: "IBM500",
  cp273: "IBM273",
  cp1140: "IBM1140",
} as const;
const hasIconv = spawnSync("iconv", ["--version"]).error === undefined;

describe("codePage", () => {
  it.runIf(hasIconv).each(Object.entries(ICONV))(
    "%s gives for every byte what iconv gives (%s)",
    (name, theirs) => {
      const { stdout, status } = spawnSync("iconv", ["-f", theirs, "-t", "UTF-16LE"], { input: everyByte });
      expect(status).toBe(0);
      expect([...codePage(name).decode]).toEqual(
        Array.from({ length: 256 }, (_, byte) => stdout.readUInt16LE(byte * 2)),
      );
    },
  );

  it.each(CODE_PAGES)("%s turns every character it reads back into its byte", (name) => {
    const page = codePage(name);
    for (const [byte, code] of page.decode.entries()) {
      if (code === 0xffff) continue;
      expect(code < 256 ? page.encode[code] : page.encodeHigh.get(code)).toBe(byte);
    }
  });

  it.each([
    ["ascii", "A", 0x41],
    ["latin1", "ß", 0xdf],
    ["cp037", "A", 0xc1],
    ["cp037", "[", 0xba],
    ["cp1047", "[", 0xad],
    ["cp500", "[", 0x4a],
    ["cp273", "ß", 0xa1],
    ["cp273", "{", 0x43],
    ["cp1140", "€", 0x9f],
  ])("%s has %s at its byte", (name, character, byte) => {
    const page = codePage(name);
    const code = character.charCodeAt(0);
    expect(code < 256 ? page.encode[code] : page.encodeHigh.get(code)).toBe(byte);
  });

  it("has the digits in a row in every page", () => {
    for (const name of CODE_PAGES) {
      const page = codePage(name);
      expect([..."0123456789"].map((digit) => page.encode[digit.charCodeAt(0)]! - page.zero)).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
    }
  });

  it("has no characters past 0x7f in ascii, and no currency sign in cp1140", () => {
    expect(codePage("ascii").encode[0x80]).toBe(-1);
    expect(codePage("cp1140").encode[0xa4]).toBe(-1);
  });

  it("names the known pages for an unknown one", () => {
    expect(() => codePage("cp1252")).toThrow(/ascii, latin1, cp037/);
  });
});
