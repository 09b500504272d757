import type { ItemNode } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { ValueLiteral } from "../parse/entry.ts";

/** Bytes that mean the same character in every EBCDIC page of Latin-1 characters: first byte of a run, characters. */
const EBCDIC_RUNS: readonly (readonly [number, string])[] = [
  [0x40, " "],
  [0x4b, "."],
  [0x4c, "<(+"],
  [0x50, "&"],
  [0x5c, "*);"],
  [0x60, "-/"],
  [0x6b, ",%_>?"],
  [0x7a, ":"],
  [0x7d, "'=\""],
  [0x81, "abcdefghi"],
  [0x91, "jklmnopqr"],
  [0xa2, "stuvwxyz"],
  [0xc1, "ABCDEFGHI"],
  [0xd1, "JKLMNOPQR"],
  [0xe2, "STUVWXYZ"],
  [0xf0, "0123456789"],
];

const EBCDIC = new Map(
  EBCDIC_RUNS.flatMap(([first, text]) =>
    [...text].map((character, index) => [first + index, character] as const),
  ),
);

/**
 * The VALUE that `X"…"` gives a text item.
 *
 * One byte over the whole item is that byte, whatever it means. Other bytes must be characters of the code page, since a
 * value is text that a writer encodes; in EBCDIC only those that all pages have in common.
 */
export function hexadecimalValue(
  literal: ValueLiteral,
  width: number,
  codePage: string,
  findings: FindingList,
): Pick<ItemNode, "value" | "valueByte"> {
  const bytes = Array.from({ length: literal.text.length / 2 }, (_, index) =>
    Number.parseInt(literal.text.slice(index * 2, index * 2 + 2), 16),
  );
  if (bytes.length > width) {
    findings.add(
      "HMS_CPY_VALUE",
      literal.span,
      `the VALUE has ${bytes.length} bytes, the item ${width}; the rest is cut`,
      {
        severity: "warning",
        hint: "Shorten the literal or widen the picture.",
      },
    );
    bytes.length = width;
  }
  const [first = 0] = bytes;
  if (bytes.length === width && bytes.every((byte) => byte === first)) {
    return { value: String.fromCharCode(first).repeat(width), valueByte: first };
  }
  const characters = bytes.map((byte) =>
    codePage.startsWith("cp")
      ? EBCDIC.get(byte)
      : byte < 0x80 || codePage === "latin1"
        ? String.fromCharCode(byte)
        : undefined,
  );
  const foreign = characters.indexOf(undefined);
  if (foreign !== -1) {
    findings.add(
      "HMS_CPY_VALUE",
      literal.span,
      `byte ${foreign + 1} of the VALUE is no character that code page ${codePage} is sure to have`,
      { hint: "Give the bytes items of their own, PIC X with a VALUE of one byte each." },
    );
    return { value: "" };
  }
  return { value: characters.join("").trimEnd() };
}
