import type { LayoutField, RecordLayout } from "@hms-sync/connector-api";
import { expect, it } from "vitest";
import { recordRuler } from "./record-ruler.ts";

function field(part: Partial<LayoutField> & Pick<LayoutField, "path" | "offset" | "length">): LayoutField {
  return { picture: "X", usage: "DISPLAY", kind: "text", optional: false, ...part };
}

const layout: RecordLayout = {
  record: "ROW",
  length: 7,
  fields: [
    field({ path: "HEAD", offset: 0, length: 4, picture: "" }),
    field({ path: "HEAD.CODE", offset: 0, length: 4, picture: "X(4)" }),
    field({ path: "FEE", offset: 4, length: 3, picture: "S9(3)V99", usage: "COMP-3", kind: "decimal" }),
  ],
};

it("shows text as text and packed numbers in hexadecimal, groups not at all", () => {
  const ruler = recordRuler(layout, Uint8Array.from([0x41, 0x42, 0x20, 0x20, 0x01, 0x25, 0x0c]));
  expect(ruler.rows).toEqual([
    { offset: 0, length: 4, field: "HEAD.CODE", declared: "X(4)", bytes: "AB  " },
    { offset: 4, length: 3, field: "FEE", declared: "S9(3)V99 COMP-3", bytes: "01 25 0C" },
  ]);
  expect(ruler.line).toBe("AB  ·%·");
});

it("shows text outside ASCII in hexadecimal", () => {
  expect(recordRuler(layout, Uint8Array.from([0xc1, 0xc2, 0x40, 0x40, 0, 0, 0x0c])).rows[0]?.bytes).toBe(
    "C1 C2 40 40",
  );
});
