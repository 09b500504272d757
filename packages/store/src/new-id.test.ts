import { describe, expect, it } from "vitest";
import { createNewId } from "./new-id.ts";

describe("createNewId", () => {
  it("makes UUIDs of version 7 that begin with the time", () => {
    const id = createNewId(() => 0x0123456789ab)();
    expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("makes no id twice within one millisecond", () => {
    const newId = createNewId(() => 1);
    expect(new Set(Array.from({ length: 1000 }, newId)).size).toBe(1000);
  });
});
