import { safeInteger } from "../numbers/safe-integer.ts";
import { addProblem, type Problems } from "../problems/problems.ts";
import { kindOf } from "../text/put-text.ts";

/**
 * How many elements of a DEPENDING ON table are given; from now on its counter is `problems.counts[counter]`.
 *
 * The counter follows the table: absent it is filled in, given and different it is a problem. An absent table has as few
 * elements as it may.
 */
export function countedLength(
  value: unknown,
  least: number,
  most: number,
  counter: number,
  problems: Problems,
  field: number,
): number {
  const given = problems.counts[counter];
  const absent = value === undefined || value === null;
  if (!absent && !Array.isArray(value)) {
    addProblem(problems, field, "wrong-type", `must be a list, not ${kindOf(value)}`);
    return 0;
  }
  const length = absent ? 0 : value.length;
  if (length > most || (length < least && !absent)) {
    const message = `has ${length} elements, the table holds ${least} to ${most}`;
    addProblem(problems, field, "table-length", message);
    return 0;
  }
  const count = Math.max(length, least);
  problems.counts[counter] = count;
  if (given === undefined || given === null) return length;
  const told = safeInteger(given, 0);
  // what is no number was refused where it was written
  if (told !== count && !Number.isNaN(told)) {
    addProblem(
      problems,
      field,
      "table-length",
      `has ${count} elements, its counter is given with another number`,
    );
  }
  return length;
}
