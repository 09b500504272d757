import { describe, expectTypeOf, it } from "vitest";

describe("the canary", () => {
  it("is wrong on purpose: a run that calls it right does not check types", () => {
    expectTypeOf<string>().toEqualTypeOf<number>();
  });
});
