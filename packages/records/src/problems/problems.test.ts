import { isHmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { addProblem, startProblems, throwProblems } from "./problems.ts";
import { isRecordInvalidError, recordInvalidError } from "./record-invalid-error.ts";

describe("problems", () => {
  it("throws nothing while there are none", () => {
    expect(() => throwProblems("REC", startProblems([]))).not.toThrow();
  });

  it("puts table positions into paths, outermost first", () => {
    const problems = startProblems([["A[].B[].C", "a.cpy:7"]]);
    problems.at[0] = 2;
    problems.at[1] = 0;
    addProblem(problems, 0, "bad-digit", "has a byte that is no digit", 31);
    expect(problems.list).toEqual([
      {
        path: "A[2].B[0].C",
        code: "bad-digit",
        message: "has a byte that is no digit",
        declared: "a.cpy:7",
        offset: 31,
      },
    ]);
  });

  it("throws all of them as one error that isHmsSyncError knows", () => {
    const problems = startProblems(
      Array.from({ length: 7 }, (_, index) => [`F${index}`, `a.cpy:${index}`] as const),
    );
    for (let field = 0; field < 7; field++)
      addProblem(problems, field, "too-long", "has 3 characters, the field holds 2");
    let thrown: unknown;
    try {
      throwProblems("REC", problems);
    } catch (error) {
      thrown = error;
    }
    if (!isHmsSyncError(thrown, "HMS_REC_INVALID")) throw new Error("not marked");
    expect(thrown).toMatchObject({
      name: "HmsSyncError",
      retry: "never",
      where: undefined,
      meta: { record: "REC", problems: 7 },
      findings: [],
    });
    expect(thrown.problems).toHaveLength(7);
    expect(thrown.hint).not.toBe("");
    expect(thrown.message).toContain("F0 has 3 characters, the field holds 2 [a.cpy:0]; ");
    expect(thrown.message).toContain("; and 2 more");
    expect(thrown.stack).toContain("problems.test.ts");
  });

  it("tells its error from others", () => {
    expect(isRecordInvalidError(recordInvalidError("REC", []))).toBe(true);
    expect(isRecordInvalidError(Object.assign(new Error("x"), { code: "HMS_REC_INVALID" }))).toBe(false);
  });
});
