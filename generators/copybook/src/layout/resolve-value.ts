import type { ItemNode, ItemType, ProfileSettings } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { ValueLiteral } from "../parse/entry.ts";
import { hexadecimalValue } from "./hexadecimal-value.ts";
import { LONGEST_RECORD } from "./longest-record.ts";
import { firstForeignCharacter } from "./repertoire.ts";

type Resolved = Pick<ItemNode, "value" | "valueByte">;

/**
 * Makes a VALUE or condition literal the text or decimal text of its item.
 *
 * A text longer than its item is cut with a warning, as compilers do; a number that does not fit is an error, since
 * what was meant cannot be known.
 */
export function resolveValue(
  literal: ValueLiteral | null,
  type: ItemType,
  settings: ProfileSettings,
  findings: FindingList,
): Resolved {
  // an item longer than a record is reported as that; its text cannot even be made
  if (literal === null || ("width" in type && type.width > LONGEST_RECORD)) return { value: null };
  switch (type.kind) {
    case "text":
      return textValue(literal, type.width, settings, findings);
    case "national":
      return textValue(literal, type.width, { codePage: "utf-16" }, findings);
    case "number":
      return numberValue(literal, type, findings);
    case "edited":
      return editedValue(literal, type, findings);
    case "float":
      return floatValue(literal, findings);
  }
}

function textValue(
  literal: ValueLiteral,
  width: number,
  settings: Pick<ProfileSettings, "codePage">,
  findings: FindingList,
): Resolved {
  if (literal.kind === "hex") return hexadecimalValue(literal, width, settings.codePage, findings);
  if (literal.kind === "figurative") {
    switch (literal.text) {
      case "SPACE":
        return { value: "" };
      case "ZERO":
        return { value: "0".repeat(width) };
      case "QUOTE":
        return { value: '"'.repeat(width) };
      case "LOW-VALUE":
        return { value: "\u0000".repeat(width), valueByte: 0x00 };
      case "HIGH-VALUE":
        return { value: "\u00ff".repeat(width), valueByte: 0xff };
    }
  }
  if (literal.kind === "number") {
    if (!/^\d+$/.test(literal.text)) {
      findings.add("HMS_CPY_VALUE", literal.span, "the VALUE of a text item is a quoted literal");
      return { value: "" };
    }
    findings.add(
      "HMS_CPY_VALUE",
      literal.span,
      "the VALUE of a text item is a quoted literal; the digits are taken as text",
      {
        severity: "warning",
        hint: "Put quotation marks around it.",
      },
    );
  }
  const foreign = firstForeignCharacter(literal.text, settings.codePage);
  if (foreign !== -1) {
    findings.add(
      "HMS_CPY_VALUE",
      literal.span,
      `character ${foreign + 1} is not in code page ${settings.codePage}`,
    );
    return { value: "" };
  }
  if (literal.kind === "all") {
    return {
      value: literal.text.repeat(Math.ceil(width / Math.max(literal.text.length, 1))).slice(0, width),
    };
  }
  if (literal.text.length > width) {
    findings.add(
      "HMS_CPY_VALUE",
      literal.span,
      `the VALUE has ${literal.text.length} characters, the item ${width}; the rest is cut`,
      {
        severity: "warning",
        hint: "Shorten the literal or widen the picture.",
      },
    );
  }
  return { value: literal.text.slice(0, width).trimEnd() };
}

function numberValue(literal: ValueLiteral, type: Scaled, findings: FindingList): Resolved {
  const refuse = (message: string): Resolved => {
    findings.add("HMS_CPY_VALUE", literal.span, message);
    return { value: null };
  };
  const wordless = literal.kind === "all" || literal.kind === "hex";
  if (wordless || (literal.kind === "figurative" && literal.text !== "ZERO")) {
    return refuse("the VALUE of a number is a numeric literal or ZERO");
  }
  const text = literal.kind === "figurative" ? "0" : literal.text;
  if (literal.kind === "text" && !/^\d+$/.test(text)) {
    return refuse("the VALUE of a number is a numeric literal or ZERO");
  }
  const [, sign, whole = "", fraction = ""] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text)!;
  const high = whole.replace(/^0+/, "");
  const low = fraction.replace(/0+$/, "");
  if (!fits(high, low, type)) {
    const place = type.scale < 0 ? `digits before place ${-type.scale}` : `digits and scale ${type.scale}`;
    return refuse(
      type.scale < 0 || type.scale > type.digits
        ? `the VALUE does not fit the item's ${type.digits} ${place}`
        : `the VALUE has ${high.length} digits before and ${low.length} behind the point, the item ${type.digits - type.scale} and ${type.scale}`,
    );
  }
  const zero = high === "" && low === "";
  if (sign === "-" && !type.signed && !zero) return refuse("the VALUE is negative and the item has no sign");
  const digits = type.scale <= 0 ? high || "0" : `${high || "0"}.${low.padEnd(type.scale, "0")}`;
  return { value: sign === "-" && !zero ? `-${digits}` : digits };
}

type Scaled = Pick<Extract<ItemType, { kind: "number" }>, "digits" | "scale" | "signed">;

/** Whether digits without leading and trailing zeros can be stored; a P stands for zeros that are not. */
function fits(high: string, low: string, { digits, scale }: Scaled): boolean {
  if (low.length > Math.max(scale, 0)) return false;
  if (scale < 0) return /^0*$/.test(high.slice(scale)) && high.length + scale <= digits;
  const stored = `${high}${low.padEnd(scale, "0")}`.replace(/^0+/, "");
  return stored.length <= digits;
}

/** An edited item takes a number, or the characters it will hold, read as a number. */
function editedValue(literal: ValueLiteral, type: Scaled, findings: FindingList): Resolved {
  if (literal.kind === "figurative" && literal.text === "SPACE") return { value: null };
  if (literal.kind !== "text") return numberValue(literal, type, findings);
  const plain = literal.text.replaceAll(/[ ,*$/B]|CR|DB/g, "");
  const negative = /-|CR|DB/.test(literal.text);
  const digits = plain.replaceAll(/[+-]/g, "");
  if (!/^(\d+\.?\d*|\.\d+)$/.test(digits)) {
    if (plain !== "") {
      findings.add(
        "HMS_CPY_VALUE",
        literal.span,
        "the VALUE of an edited item is a number or its edited form",
      );
    }
    return { value: null };
  }
  return numberValue({ ...literal, kind: "number", text: `${negative ? "-" : ""}${digits}` }, type, findings);
}

function floatValue(literal: ValueLiteral, findings: FindingList): Resolved {
  if (literal.kind === "figurative" && literal.text === "ZERO") return { value: "0" };
  if (literal.kind === "number") return { value: literal.text.replace(/^\+/, "") };
  findings.add("HMS_CPY_VALUE", literal.span, "the VALUE of a number is a numeric literal or ZERO");
  return { value: null };
}
