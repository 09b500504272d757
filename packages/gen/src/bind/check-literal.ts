import type { Literal, Spanned } from "../manifest/manifest.ts";
import type { ProfileSettings } from "../source/layout.ts";
import { outsideCodePage } from "./code-page.ts";
import type { FindingSink } from "./findings.ts";
import { targetInWords } from "./fit.ts";
import { numberSizes, type Target, textWidth } from "./target.ts";

const DECIMAL = /^[+-]?(\d+)(?:\.(\d+))?$/;

/** Checks a constant or a default against its field: type, size, code page. */
export function checkLiteral(
  sink: FindingSink,
  literal: Spanned<Literal>,
  what: "constant" | "default",
  target: Target,
  settings: ProfileSettings,
): void {
  const { type } = target.item;
  const { value, span } = literal;
  const width = textWidth(type);
  if (width !== undefined) {
    if (typeof value !== "string") {
      sink.error(
        "HMS_MAP_TYPE",
        span,
        `${target.path} is ${target.picture} and takes text, but the ${what} is a ${typeof value}`,
        {
          hint: "write it in quotes",
        },
      );
      return;
    }
    const length = [...value].length;
    if (length > width) {
      const message = `the ${what} has ${length} characters, and ${target.path} has ${width} (${target.picture})`;
      sink.error("HMS_MAP_TOO_LONG", span, message);
    }
    const foreign = type.kind === "text" ? outsideCodePage(value, settings.codePage) : undefined;
    if (foreign !== undefined) {
      const name = `U+${foreign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
      sink.error(
        "HMS_MAP_ENCODING",
        span,
        `the ${what} has the character ${name}, which ${settings.codePage} does not have`,
      );
    }
    return;
  }
  const match = typeof value === "boolean" ? null : DECIMAL.exec(String(value));
  if (match === null) {
    const words = typeof value === "string" ? "text" : `a ${typeof value}`;
    const message = `${target.path} is ${target.picture} and takes ${targetInWords(target)}, but the ${what} is ${words}`;
    sink.error("HMS_MAP_TYPE", span, message);
    return;
  }
  const sizes = numberSizes(type);
  if (sizes === undefined) return;
  const whole = match[1]!.replace(/^0+/, "").length;
  const decimals = (match[2] ?? "").replace(/0+$/, "").length;
  if (whole > sizes.digits - sizes.scale || decimals > Math.max(0, sizes.scale)) {
    const size = `${whole} ${plural("digit", whole)} before and ${decimals} after the point`;
    sink.error(
      "HMS_MAP_TOO_LONG",
      span,
      `the ${what} needs ${size}, and ${target.path} is ${target.picture}`,
    );
  } else if (String(value).startsWith("-") && !sizes.signed) {
    sink.error(
      "HMS_MAP_TOO_LONG",
      span,
      `the ${what} is negative, and ${target.path} has no sign (${target.picture})`,
    );
  }
}

function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`;
}
