import { expect, test } from "vitest";
import { newId, timeOfId } from "./new-id.ts";

test("an id is a UUID of version 7 that carries its time", () => {
  const at = Date.UTC(2024, 3, 2, 9);
  const ids = Array.from({ length: 1_000 }, () => newId(at));
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(timeOfId(id)).toBe(at);
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(newId(at) < newId(at + 1)).toBe(true);
});

test("other texts carry no time", () => {
  expect(timeOfId("7f1c")).toBeUndefined();
  expect(timeOfId("018ea000-0000-4000-8000-000000000000")).toBeUndefined();
});
