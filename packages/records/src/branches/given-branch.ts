import { addProblem, type Problems } from "../problems/problems.ts";

/**
 * Which alternative of a REDEFINES is given: its index, -1 for none, -2 for several, which is reported.
 *
 * @param branches names of the members of each
 */
export function givenBranch(
  row: object,
  branches: readonly (readonly string[])[],
  problems: Problems,
  field: number,
): number {
  const members = row as Readonly<Record<string, unknown>>;
  let found = -1;
  for (let index = 0; index < branches.length; index++) {
    const given = branches[index]!.some((name) => members[name] !== undefined && members[name] !== null);
    if (!given) continue;
    if (found !== -1) {
      const message = `shares its bytes with ${branches[index]![0]!}: only one of them can be given`;
      addProblem(problems, field, "two-branches", message);
      return -2;
    }
    found = index;
  }
  return found;
}

/** Reports that no rule tells which alternative of a REDEFINES the bytes are. */
export function noBranch(
  by: string,
  offset: number,
  bytes: Uint8Array,
  length: number,
  problems: Problems,
  field: number,
): void {
  const message = `is one of several layouts, and no rule chooses one for this ${by}`;
  addProblem(problems, field, "no-branch", message, offset, bytes, offset, length);
}
