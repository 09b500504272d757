import { printText } from "../emit/print-value.ts";
import type { ItemNode, ItemType, ProfileSettings } from "../source/layout.ts";

type NumberType = Extract<ItemType, { kind: "number" }>;

/** What generated code needs besides its functions: imports and constants, collected while it is made. */
export interface CodeContext {
  readonly settings: ProfileSettings;
  /** Imports from `@hms-sync/records/codegen-v1`. */
  readonly runtime: Set<string>;
  /** Binary forms: expression to constant. */
  readonly binaryForms: Map<string, string>;
}

/** What a field is in a record: see design.md, "Record JSON and types". */
export type ValueKind = "text" | "number" | "bigint" | "decimal";

export function valueKind(type: ItemType): ValueKind {
  if (type.kind === "text") return "text";
  if (type.scale > 0) return "decimal";
  return type.digits > 15 ? "bigint" : "number";
}

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
  if (type.kind === "text") {
    const put = use(context, type.justified ? "putTextRight" : "putText");
    return `${put}(bytes, ${at}, ${type.width}, ${value}, PAGE, ${tail}`;
  }
  const sizes = `${type.digits}, ${type.scale}`;
  switch (type.storage) {
    case "binary":
      return `${use(context, "putBinary")}(bytes, ${at}, ${binaryForm(item, type, context)}, ${value}, ${tail}`;
    case "packed":
      return `${use(context, "putPacked")}(bytes, ${at}, ${sizes}, ${type.signed}, ${value}, ${tail}`;
    case "zoned":
      if (!type.signed) return `${use(context, "putZoned")}(bytes, ${at}, ${sizes}, ${value}, ZONED, ${tail}`;
      if (type.sign === undefined) {
        return `${use(context, "putSignedZoned")}(bytes, ${at}, ${sizes}, ${value}, ZONED, ${tail}`;
      }
      return `${use(context, "putPlacedZoned")}(bytes, ${at}, ${sizes}, ${printText(type.sign)}, ${value}, ZONED, ${tail}`;
  }
}

/** Expression that reads a value. */
export function getCode(item: ItemNode, at: string, note: number, context: CodeContext): string {
  const { type } = item;
  if (type.kind === "text") return getTextCode(type, at, note, context);
  const kind = valueKind(type);
  const suffix = kind === "number" ? "Number" : kind === "bigint" ? "BigInt" : "Decimal";
  const sizes = kind === "decimal" ? `${type.digits}, ${type.scale}` : `${type.digits}`;
  switch (type.storage) {
    case "binary":
      return `${use(context, `getBinary${suffix}`)}(bytes, ${at}, ${binaryForm(item, type, context)}, problems, ${note})`;
    case "packed":
      return `${use(context, `getPacked${suffix}`)}(bytes, ${at}, ${sizes}, ${type.signed}, problems, ${note})`;
    case "zoned": {
      const place = type.signed ? printText(type.sign ?? "trailing") : "null";
      return `${use(context, `getZoned${suffix}`)}(bytes, ${at}, ${sizes}, ${place}, ZONED, problems, ${note})`;
    }
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
 * Statement that puts an item's bytes into the template record, or a fill of `length` bytes, which can be merged with
 * its neighbours; null where the template's blanks are right.
 */
export function initialCode(
  item: ItemNode,
  at: string,
  context: CodeContext,
): { readonly fill: string } | { readonly statement: string } | null {
  const { type, value } = item;
  if (item.valueByte !== undefined) return { fill: String(item.valueByte) };
  if (type.kind === "text") {
    if (value === null || value === "") return null;
    // VALUE starts at the left even where JUSTIFIED moves to the right (COBOL 2002, 13.16.61)
    return {
      statement: putCode({ ...item, type: { ...type, justified: false } }, at, printText(value), 0, context),
    };
  }
  const zero = value === null || !/[1-9]/.test(value);
  if (zero && type.storage === "binary") return { fill: "0" };
  if (zero && type.storage === "zoned" && !type.signed) return { fill: "PAGE.zero" };
  return { statement: putCode(item, at, value === null ? "0" : printText(value), 0, context) };
}

export function use(context: CodeContext, name: string): string {
  context.runtime.add(name);
  return name;
}

function binaryForm(item: ItemNode, type: NumberType, context: CodeContext): string {
  const { truncate, byteOrder } = context.settings;
  const form = `binaryForm(${item.length}, ${type.digits}, ${type.scale}, ${type.signed}, ${truncate}, ${printText(byteOrder)})`;
  let name = context.binaryForms.get(form);
  if (name === undefined) {
    name = `BINARY_${context.binaryForms.size + 1}`;
    context.binaryForms.set(form, name);
    use(context, "binaryForm");
  }
  return name;
}
