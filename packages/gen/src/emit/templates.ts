import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Handlebars from "handlebars";
import { printKey, printText } from "./print-value.ts";

const engine = Handlebars.create();

engine.registerHelper({
  /** A string literal. */
  lit: (value: unknown) => printText(String(value)),
  /** A property name. */
  key: (value: unknown) => printKey(String(value)),
  /** Text inside a doc comment, which it can never end. */
  doc: (value: unknown) => String(value).replaceAll("*/", "*\\/"),
  /** One part of a JSON pointer (RFC 6901), for text behind `@from`. */
  pointer: (value: unknown) => String(value).replaceAll("~", "~0").replaceAll("/", "~1"),
  /** Names for an import, sorted. */
  list: (names: readonly string[]) => [...names].sort(byName).join(", "),
});

const OPTIONS: CompileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: { lit: true, key: true, doc: true, pointer: true, list: true },
};

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Fills a template of `@hms-sync/templates/codegen`. Always LF, one newline at the end. */
export function fillTemplate(name: string, view: object): string {
  let template = compiled.get(name);
  if (template === undefined) {
    const file = createRequire(import.meta.url).resolve(`@hms-sync/templates/codegen/${name}.hbs`);
    // a checkout with CRLF must not change a byte of the output
    template = engine.compile(readFileSync(file, "utf8").replaceAll("\r\n", "\n"), OPTIONS);
    compiled.set(name, template);
  }
  return `${template(view).trimEnd()}\n`;
}

/** `type X` sorts by its name, as formatters do. */
function byName(left: string, right: string): number {
  const [a, b] = [left.replace(/^type /, ""), right.replace(/^type /, "")];
  return a < b ? -1 : a > b ? 1 : 0;
}
