import { printText } from "../emit/print-value.ts";
import type { ItemNode, ItemType } from "../source/layout.ts";
import { type CodeContext, constant, use } from "./code-context.ts";
import { getNumberCode, putNumberCode } from "./number-code.ts";
import { unsupported } from "./unsupported.ts";

/** Statement that writes a value. */
export function putCode(
  item: ItemNode,
  at: string,
  value: string,
  note: number,
  context: CodeContext,
): string {
  const { type } = item;
  const tail = `problems, ${note});`;
  switch (type.kind) {
    case "text": {
      const put = use(context, type.justified ? "putTextRight" : "putText");
      return `${put}(bytes, ${at}, ${type.width}, ${value}, PAGE, ${tail}`;
    }
    case "national":
      return type.form === "dbcs"
        ? `${use(context, "putDbcs")}(bytes, ${at}, ${type.width}, ${value}, PAGE, ${tail}`
        : `${use(context, "putNational")}(bytes, ${at}, ${type.width}, ${value}, ${tail}`;
    case "float":
      return `${use(context, "putFloat")}(bytes, ${at}, ${type.size}, ${floatForm(context)}, ${value}, ${tail}`;
    case "edited":
      return `${use(context, "putEdited")}(bytes, ${at}, ${editMask(item, type, context)}, ${value}, ${tail}`;
    case "number":
      return putNumberCode(item, type, at, value, note, context);
  }
}

/** Expression that reads a value. */
export function getCode(item: ItemNode, at: string, note: number, context: CodeContext): string {
  const { type } = item;
  switch (type.kind) {
    case "text":
      return getTextCode(type, at, note, context);
    case "national":
      return type.form === "dbcs"
        ? `${use(context, "getDbcs")}(bytes, ${at}, ${type.width})`
        : `${use(context, "getNational")}(bytes, ${at}, ${type.width}, problems, ${note})`;
    case "float":
      return `${use(context, "getFloat")}(bytes, ${at}, ${type.size}, ${floatForm(context)}, problems, ${note})`;
    case "edited":
      return `${use(context, "getEdited")}(bytes, ${at}, ${editMask(item, type, context)}, problems, ${note})`;
    case "number":
      return getNumberCode(item, type, at, note, context);
  }
}

function getTextCode(
  type: Extract<ItemType, { kind: "text" }>,
  at: string,
  note: number,
  context: CodeContext,
): string {
  const value =
    context.settings.codePage === "ascii"
      ? `${use(context, "getAsciiText")}(text, ${at}, ${type.width}, problems, ${note})`
      : `${use(context, "getText")}(text, ${at}, ${type.width})`;
  return type.justified ? `${value}.trimStart()` : value;
}

/**
 * Statement that puts an item's bytes into the template record, or a fill of its bytes, which can be merged with its
 * neighbours; null where the template's blanks are right.
 */
export function initialCode(
  item: ItemNode,
  at: string,
  context: CodeContext,
): { readonly fill: string } | { readonly statement: string } | null {
  const { type, value } = item;
  if (item.valueByte !== undefined) return { fill: String(item.valueByte) };
  if (type.kind === "text" || (type.kind === "national" && type.form === "dbcs")) {
    if (value === null || value === "") return null;
    if (type.kind === "national") {
      if (/^(?:[0-9a-fA-F]{4})*$/.test(value)) {
        return { statement: putCode(item, at, printText(value), 0, context) };
      }
      throw unsupported(item, "is DBCS text and has a VALUE, whose bytes are not known");
    }
    // VALUE starts at the left even where JUSTIFIED moves to the right (COBOL 2002, 13.16.61)
    return {
      statement: putCode({ ...item, type: { ...type, justified: false } }, at, printText(value), 0, context),
    };
  }
  if (type.kind === "national") {
    return { statement: putCode(item, at, printText(value ?? ""), 0, context) };
  }
  if (type.kind === "edited" && value !== null && !DECIMAL.test(value)) {
    // a VALUE that is the edited text itself
    return value === ""
      ? null
      : {
          statement: `${use(context, "putText")}(bytes, ${at}, ${type.width}, ${printText(value)}, PAGE, problems, 0);`,
        };
  }
  const zero = value === null || !/[1-9]/.test(value);
  if (zero && (type.kind === "float" || (type.kind === "number" && isBinary(type.storage))))
    return { fill: "0" };
  if (
    zero &&
    type.kind === "number" &&
    type.storage === "zoned" &&
    !type.signed &&
    type.blankWhenZero !== true
  ) {
    return { fill: "PAGE.zero" };
  }
  return { statement: putCode(item, at, value === null ? "0" : printText(value), 0, context) };
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

function isBinary(storage: Extract<ItemType, { kind: "number" }>["storage"]): boolean {
  return (
    storage === "binary" || storage === "native" || storage === "comp-x" || storage === "packed-unsigned"
  );
}

/** IEEE numbers have the machine's order, as COMP-5 has; IBM's hexadecimal ones are big-endian. */
function floatForm({ settings }: CodeContext): string {
  return printText(settings.float === "ibm" ? "ibm" : `ieee-${settings.nativeOrder}`);
}

function editMask(item: ItemNode, type: Extract<ItemType, { kind: "edited" }>, context: CodeContext): string {
  if (/[^9Z*$+\-CRDB0/,.VP]/.test(type.mask)) {
    throw unsupported(item, `has the picture ${type.mask}, with a character that cannot be edited`);
  }
  use(context, "editMask");
  const keeps = context.settings.profile === "gnucobol" ? ", true" : "";
  const form = `editMask(${printText(type.mask)}, ${type.digits}, ${type.scale}, ${type.blankWhenZero}, PAGE${keeps})`;
  return constant(context, "MASK", form);
}
