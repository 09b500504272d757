import { printText } from "../emit/print-value.ts";
import type { ItemNode, ItemType } from "../source/layout.ts";
import { type CodeContext, constant, use } from "./code-context.ts";
import { unsupported } from "./unsupported.ts";
import { valueKind } from "./value-kind.ts";

export type NumberType = Extract<ItemType, { kind: "number" }>;

/** Statement that writes a number. */
export function putNumberCode(
  item: ItemNode,
  type: NumberType,
  at: string,
  value: string,
  note: number,
  context: CodeContext,
): string {
  const sizes = `${type.digits}, ${type.scale}`;
  const tail = `problems, ${note});`;
  switch (type.storage) {
    case "binary":
    case "native":
    case "comp-x":
      return `${use(context, "putBinary")}(bytes, ${at}, ${binaryForm(item, type, context)}, ${value}, ${tail}`;
    case "packed":
      return `${use(context, "putPacked")}(bytes, ${at}, ${sizes}, ${type.signed}, ${value}, ${tail}`;
    case "packed-unsigned":
      return `${use(context, "putUnsignedPacked")}(bytes, ${at}, ${sizes}, ${value}, ${tail}`;
    case "zoned": {
      if (!type.signed) {
        const put = `${use(context, "putZoned")}(bytes, ${at}, ${sizes}, ${value}, ZONED, ${tail}`;
        if (!blankWhenZero(item, type)) return put;
        return `${put} ${use(context, "blankIfZero")}(bytes, ${at}, ${item.length}, ZONED);`;
      }
      blankWhenZero(item, type);
      if (type.sign === undefined || type.sign === "trailing") {
        return `${use(context, "putSignedZoned")}(bytes, ${at}, ${sizes}, ${value}, ZONED, ${tail}`;
      }
      return `${use(context, "putPlacedZoned")}(bytes, ${at}, ${sizes}, ${printText(type.sign)}, ${value}, ZONED, ${tail}`;
    }
  }
}

/** Expression that reads a number. */
export function getNumberCode(
  item: ItemNode,
  type: NumberType,
  at: string,
  note: number,
  context: CodeContext,
): string {
  const kind = valueKind(type);
  const suffix = kind === "number" ? "Number" : kind === "bigint" ? "BigInt" : "Decimal";
  const sizes = kind === "decimal" ? `${type.digits}, ${type.scale}` : `${type.digits}`;
  // P at the right of a picture: the digits that are stored are counted in tens, thousands, ...
  const tens = type.scale < 0 ? ` * 1${"0".repeat(-type.scale)}${kind === "bigint" ? "n" : ""}` : "";
  return `${read()}${tens}`;

  function read(): string {
    switch (type.storage) {
      case "binary":
      case "native":
      case "comp-x":
        return `${use(context, `getBinary${suffix}`)}(bytes, ${at}, ${binaryForm(item, type, context)}, problems, ${note})`;
      case "packed":
        return `${use(context, `getPacked${suffix}`)}(bytes, ${at}, ${sizes}, ${type.signed}, problems, ${note})`;
      case "packed-unsigned":
        return `${use(context, `getUnsignedPacked${suffix}`)}(bytes, ${at}, ${sizes}, problems, ${note})`;
      case "zoned": {
        const place = type.signed ? printText(type.sign ?? "trailing") : "null";
        const get = `${use(context, `getZoned${suffix}`)}(bytes, ${at}, ${sizes}, ${place}, ZONED, problems, ${note})`;
        if (!blankWhenZero(item, type)) return get;
        const zero =
          kind === "number" ? "0" : kind === "bigint" ? "0n" : printText(`0.${"0".repeat(type.scale)}`);
        return `(${use(context, "isBlank")}(bytes, ${at}, ${item.length}, ZONED) ? ${zero} : ${get})`;
      }
    }
  }
}

function blankWhenZero(item: ItemNode, type: NumberType): boolean {
  if (type.blankWhenZero !== true) return false;
  if (type.signed) throw unsupported(item, "is signed, and a signed number cannot be BLANK WHEN ZERO");
  return true;
}

function binaryForm(item: ItemNode, type: NumberType, context: CodeContext): string {
  const { truncate, byteOrder, nativeOrder } = context.settings;
  const order = type.storage === "binary" ? byteOrder : type.storage === "native" ? nativeOrder : "big";
  const byPicture = type.storage === "binary" && truncate;
  use(context, "binaryForm");
  const sizes = `${item.length}, ${type.digits}, ${type.scale}, ${type.signed}`;
  return constant(context, "BINARY", `binaryForm(${sizes}, ${byPicture}, ${printText(order)})`);
}
