/** A double keeps 15 decimal digits for certain; a line with longer runs is read with care. */
const LONG_NUMBER = /\d[\d.]{15}/;
const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?$/;

/**
 * One JSON record. Numbers that a JavaScript number would round are kept as their decimal text, which every numeric
 * field accepts.
 *
 * @throws SyntaxError when the text is not a JSON object; the message says where and quotes nothing.
 */
export function parseRecord(text: string): Readonly<Record<string, unknown>> {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("a record is one JSON object per line");
  }
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    throw new SyntaxError(
      position === undefined ? "not a JSON record" : `not a JSON record, at column ${Number(position) + 1}`,
    );
  }
}

function keepExact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined || !PLAIN_DECIMAL.test(source)) return value;
  return source.replace(/^-?0*|\./g, "").length > 15 ? source : value;
}
