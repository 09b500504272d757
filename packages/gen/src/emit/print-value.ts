/** An expression that stands in generated code as it is. */
export interface RawExpression {
  readonly "~raw": string;
}

export function raw(expression: string): RawExpression {
  return { "~raw": expression };
}

/** Columns after which a literal is broken into lines. */
const WIDTH = 100;

/** A JavaScript string literal; line separators that old readers stumble over are escaped. */
export function printText(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A property name, quoted where the language wants it. */
export function printKey(key: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) && key !== "__proto__" ? key : printText(key);
}

/**
 * Prints plain data as a TypeScript literal, in the order of its keys; members that are undefined are left out.
 *
 * @param indent columns at which the literal's own line begins
 * @param used columns of that line before the literal
 */
export function printValue(value: unknown, indent: number, used = indent): string {
  const line = oneLine(value);
  if (used + line.length <= WIDTH) return line;
  const inner = " ".repeat(indent + 2);
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${printValue(item, indent + 2)},\n`);
    return `[\n${items.join("")}${" ".repeat(indent)}]`;
  }
  if (!isPlain(value)) return line;
  const members = definedEntries(value).map(([key, member]) => {
    const start = `${inner}${printKey(key)}: `;
    return `${start}${printValue(member, indent + 2, start.length)},\n`;
  });
  return `{\n${members.join("")}${" ".repeat(indent)}}`;
}

/** The same data with the keys of every object sorted; lists keep their order. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (!isPlain(value))
    return isRaw(value) ? value["~raw"] : typeof value === "string" ? printText(value) : String(value);
  const members = definedEntries(value).map(([key, member]) => `${printKey(key)}: ${oneLine(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function isRaw(value: unknown): value is RawExpression {
  return typeof value === "object" && value !== null && "~raw" in value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !isRaw(value);
}

function definedEntries(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
