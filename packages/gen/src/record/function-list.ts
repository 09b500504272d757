/** Parameters that functions of record code have in common, in this order; each takes only those it uses. */
const TYPES = { bytes: "Uint8Array", text: "string", base: "number", row: "", problems: "Problems" } as const;

type Parameter = keyof typeof TYPES;

/** The functions of one record's code, callees before their callers. */
export interface FunctionList {
  /**
   * Adds a function; `name` gets a number when it is taken.
   *
   * @param rowType type of the parameter `row`, for writers and parts of readers
   * @param parameters those it may take, when not all
   * @returns the call, with the arguments that the function takes; `base` and `row` as given
   */
  add(
    name: string,
    rowType: string,
    returns: string,
    body: readonly string[],
    parameters?: readonly Parameter[],
  ): (given: { readonly base?: string; readonly row?: string }) => string;
  text(): string;
}

export function createFunctionList(): FunctionList {
  const names = new Set<string>();
  const texts: string[] = [];
  return {
    add(wanted, rowType, returns, body, parameters = Object.keys(TYPES) as Parameter[]) {
      let name = wanted;
      for (let count = 2; names.has(name); count++) name = `${wanted}${count}`;
      names.add(name);
      const code = body.join("\n");
      const used = parameters.filter((parameter) => mentions(code, parameter));
      const list = used.map(
        (parameter) => `${parameter}: ${parameter === "row" ? rowType : TYPES[parameter]}`,
      );
      texts.push(
        `function ${name}(${list.join(", ")}): ${returns} {\n${body.map((line) => `  ${line}`).join("\n")}\n}`,
      );
      return (given) =>
        `${name}(${used.map((parameter) => (parameter === "base" || parameter === "row" ? (given[parameter] ?? parameter) : parameter)).join(", ")})`;
    },
    text: () => texts.join("\n\n"),
  };
}

/** As a value of its own: not as a property or key. */
function mentions(code: string, name: string): boolean {
  return new RegExp(`(?<![."\\w])${name}\\b(?!["?]?:)`).test(code.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
}
