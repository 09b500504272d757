import { expect, it } from "vitest";
import { styleFor } from "./style.ts";
import { type Column, renderPairs, renderTable } from "./table.ts";

const plain = styleFor({}, {});
type Row = { readonly name: string; readonly size: number; readonly note?: string };
const columns: readonly Column<Row>[] = [
  { title: "name", text: (row) => row.name },
  { title: "size", align: "right", text: (row) => row.size },
  { title: "note", text: (row) => row.note },
];

it("aligns columns under their titles without trailing blanks", () => {
  const rows = [
    { name: "a", size: 5, note: "x" },
    { name: "longer", size: 12345 },
  ];
  expect(renderTable(columns, rows, plain)).toBe(
    ["name     size  note", "a           5  x", "longer  12345", ""].join("\n"),
  );
});

it("leaves out a column that is empty in every row", () => {
  expect(renderTable(columns, [{ name: "a", size: 5 }], plain)).toBe("name  size\na        5\n");
});

it("makes control characters of outside text harmless", () => {
  const text = renderTable(columns, [{ name: "\u001b[2Jgone\n", size: 1 }], plain);
  expect(text).toBe("name       size\n?[2Jgone?     1\n");
});

it("aligns coloured cells by what is seen", () => {
  const colored = styleFor({}, { FORCE_COLOR: "1" });
  const painted = [{ ...columns[0]!, paint: colored.good }, columns[1]!];
  expect(renderTable(painted, [{ name: "ab", size: 5 }], plain)).toContain(
    "\u001b[32mab  \u001b[39m     5\n",
  );
});

it("leaves undefined pairs out", () => {
  const pairs = [
    ["id", "7"],
    ["next try", undefined],
    ["reference", "F1"],
  ] as const;
  expect(renderPairs(pairs, plain)).toBe("id         7\nreference  F1\n");
});
