import { type AckPolicy, invariant } from "@hms-sync/connector-api";

/**
 * How a value is written for matching, so that `000000042`, `42` and 42 are the same.
 *
 * Spaces around a value and leading zeros of a number carry no meaning in fixed-width records.
 */
export function matchText(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = String(value).trim();
  const number = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text);
  if (number === null) return text;
  const [, sign, whole, fraction] = number;
  const digits = fraction ? `${whole}.${fraction}` : whole!;
  return sign === "-" && digits !== "0" ? `-${digits}` : digits;
}

/**
 * What an answer to this record will be matched by.
 *
 * @throws when the policy matches nothing: `defineConnector` refuses such a policy.
 */
export function matchOfSent(ack: AckPolicy, record: unknown): string {
  return matchOf(pairs(ack).map(([, sentField]) => fieldAt(record, sentField)));
}

/** The same of an answer. */
export function matchOfAnswer(ack: AckPolicy, answer: unknown): string {
  return matchOf(pairs(ack).map(([answerField]) => fieldAt(answer, answerField)));
}

/** One value as it is; several as JSON, so that no value can be taken for two. */
function matchOf(values: readonly unknown[]): string {
  const texts = values.map(matchText);
  return texts.length === 1 ? texts[0]! : JSON.stringify(texts);
}

/** Sorted, so that both sides see the fields in one order. */
function pairs(ack: AckPolicy): [answerField: string, sentField: string][] {
  const found = Object.entries(ack.match ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  invariant(found.length > 0, "an ack policy without match");
  return found;
}

/** The value of an external field, by its dotted path or, where that is the record's own member, by its name. */
export function fieldAt(record: unknown, path: string): unknown {
  let current = record;
  for (const name of path.split(".")) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}
