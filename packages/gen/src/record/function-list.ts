/** Parameters that functions of record code have in common, in this order; each takes only those it uses. */
const PARAMETERS = ["bytes", "text", "base", "row", "problems"] as const;

export interface FunctionSource {
  /** Gets a number when it is taken. */
  readonly name: string;
  readonly returns: string;
  readonly body: readonly string[];
  /** Works at `base`, which its caller gives: it is about a table element. */
  readonly framed: boolean;
  /** Type of the record part `row` that its caller gives. */
  readonly row?: string;
}

/** Prints the call of a function, with the arguments that it takes; `base` and `row` as given, else of the same name. */
export type Call = (given: { readonly base?: string; readonly row?: string }) => string;

/** The functions of one record's code, callees before their callers. */
export interface FunctionList {
  add(source: FunctionSource): Call;
  text(): string;
}

export function createFunctionList(): FunctionList {
  const names = new Set<string>();
  const texts: string[] = [];
  return {
    add({ name: wanted, returns, body, framed, row }) {
      let name = wanted;
      for (let count = 2; names.has(name); count++) name = `${wanted}${count}`;
      names.add(name);
      const types = {
        bytes: "Uint8Array",
        text: "string",
        base: framed ? "number" : undefined,
        row,
        problems: "Problems",
      };
      const code = body.join("\n");
      const used = PARAMETERS.filter(
        (parameter) => types[parameter] !== undefined && mentions(code, parameter),
      );
      const list = used.map((parameter) => `${parameter}: ${types[parameter]}`).join(", ");
      const lines = body.map((line) => `  ${line}\n`).join("");
      texts.push(`function ${name}(${list}): ${returns} {\n${lines}}`);
      return (given) => {
        const values: Readonly<Record<string, string | undefined>> = given;
        return `${name}(${used.map((parameter) => values[parameter] ?? parameter).join(", ")})`;
      };
    },
    text: () => texts.join("\n\n"),
  };
}

/** As a value of its own: not as a property, and not in a literal. */
function mentions(code: string, name: string): boolean {
  const withoutLiterals = code.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return new RegExp(`(?<![.\\w$])${name}(?![\\w$]|:)`).test(withoutLiterals);
}
