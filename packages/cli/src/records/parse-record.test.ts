import { expect, it } from "vitest";
import { formatRecord } from "./format-record.ts";
import { parseRecord } from "./parse-record.ts";

it("keeps numbers that a JavaScript number would round as their text", () => {
  expect(parseRecord('{"a":12345678901234567,"b":123456789012345.678,"c":-9007199254740993}')).toEqual({
    a: "12345678901234567",
    b: "123456789012345.678",
    c: "-9007199254740993",
  });
});

it("keeps numbers that are exact as numbers, also beside long ones", () => {
  expect(
    parseRecord('{"a":123456789012345,"b":0.5,"c":1e3,"d":12345678901234567,"e":"12345678901234567"}'),
  ).toEqual({
    a: 123456789012345,
    b: 0.5,
    c: 1000,
    d: "12345678901234567",
    e: "12345678901234567",
  });
});

it("says where a line is not JSON without quoting it", () => {
  let message = "";
  try {
    parseRecord('{"name": secret}');
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toMatch(/^not a JSON record/);
  expect(message).not.toContain("secret");
});

it.each(["[1]", "3", "null", '"x"'])("refuses %s, which is no object", (text) => {
  expect(() => parseRecord(text)).toThrow("one JSON object per line");
});

it("writes bigint as a string", () => {
  expect(formatRecord({ a: 12345678901234567n, b: [1n] })).toBe('{"a":"12345678901234567","b":["1"]}');
});
