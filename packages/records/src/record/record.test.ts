import { describe, expect, it } from "vitest";
import { startProblems } from "../problems/problems.ts";
import { isRecordInvalidError } from "../problems/record-invalid-error.ts";
import {
  checkLength,
  copyTemplate,
  hasGroup,
  hasRecord,
  putFill,
  recordTemplate,
  tableLength,
} from "./record-template.ts";
import { unknownFields } from "./unknown-fields.ts";

const start = () =>
  startProblems([
    ["", "a.cpy:1"],
    ["G", "a.cpy:2"],
  ]);

describe("recordTemplate", () => {
  it("is blanks with what initialize writes over them, and is copied, not shared", () => {
    const template = recordTemplate(4, 0x40, (bytes) => putFill(bytes, 1, 2, 0xf0));
    const copy = copyTemplate(template);
    copy[0] = 1;
    expect([...template]).toEqual([0x40, 0xf0, 0xf0, 0x40]);
    expect([...copy]).toEqual([1, 0xf0, 0xf0, 0x40]);
  });
});

describe("what a record is made of", () => {
  it.each([
    [{}, true, undefined],
    [undefined, false, undefined],
    [null, false, undefined],
    [[], false, "must be a group, not a list"],
    ["x", false, "must be a group, not text"],
  ])("takes %o for a group: %s", (value, expected, message) => {
    const problems = start();
    expect(hasGroup(value as object, problems, 1)).toBe(expected);
    expect(problems.list?.[0]?.message).toBe(message);
  });

  it.each([
    [[1, 2], 2, undefined],
    [[], 0, undefined],
    [null, 0, undefined],
    [[1, 2, 3], 0, "has 3 elements, the table holds 2"],
    [{}, 0, "must be a list, not an object"],
  ])("takes %o for a table with %i elements", (value, expected, message) => {
    const problems = start();
    expect(tableLength(value, 2, problems, 1)).toBe(expected);
    expect(problems.list?.[0]?.message).toBe(message);
  });

  it("refuses a record that is no object and bytes of another length", () => {
    const problems = start();
    expect(hasRecord([], problems)).toBe(false);
    expect(problems.list).toMatchObject([{ path: "", code: "wrong-type", declared: "a.cpy:1" }]);
    for (const [length, code] of [
      [3, "short-record"],
      [5, "long-record"],
    ] as const) {
      try {
        checkLength("REC", new Uint8Array(length), 4, start());
        expect.unreachable();
      } catch (error) {
        expect(isRecordInvalidError(error) && error.problems[0]).toMatchObject({
          code,
          offset: Math.min(length, 4),
        });
      }
    }
    expect(() => checkLength("REC", new Uint8Array(4), 4, start())).not.toThrow();
  });
});

describe("unknownFields", () => {
  const layout = { fields: [{ path: "ID" }, { path: "LINES.QTY" }, { path: "LINES.GRID.X" }] };

  it("finds nothing in a record of known names", () => {
    expect(unknownFields(layout, { ID: 1, LINES: [{ QTY: 1, GRID: [{ X: 1 }] }, null] })).toEqual([]);
  });

  it("finds unknown members by place and never shows their names", () => {
    const problems = unknownFields(layout, { ID: 1, SECRET: 1, LINES: [{}, { QTY: 1, "Anna Baker": 2 }] });
    expect(problems.map(({ path, code, message }) => [path, code, message])).toEqual([
      ["", "unknown-field", "member 2 is no field of the layout"],
      ["LINES[1]", "unknown-field", "member 2 is no field of the layout"],
    ]);
  });
});
