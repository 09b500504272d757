import type { ItemNode, ItemType, ProfileSettings } from "@hms-sync/gen/source";

/** A value in every form that the comparison needs. */
export interface FieldValue {
  /** As given to `encode`. */
  readonly given: unknown;
  /** As `decode` gives it back. */
  readonly read: unknown;
  /** As the COBOL program takes it: text, or sign and digits without a point. */
  readonly cobol: string;
}

/** A value that must be refused, and what is wrong with it. */
export interface BadValue {
  readonly what: string;
  readonly given: unknown;
}

/** Type of a field that COBOL gets as sign and digits. */
export type NumericType = Exclude<ItemType, { kind: "text" | "national" }>;

/** Digits before and after the point of a number's whole value, those that P adds included. */
export function cobolDigits(
  item: ItemNode,
  settings: ProfileSettings,
): { readonly whole: number; readonly fraction: number } {
  const { type } = item;
  if (type.kind === "text" || type.kind === "national") throw new Error(`${item.path} is no number`);
  if (type.kind === "float") return { whole: 9, fraction: 6 };
  const { most } = range(item, settings);
  const digits = Math.max(String(most).length, type.digits);
  return { whole: Math.max(digits - type.scale, 0), fraction: Math.max(type.scale, 0) };
}

/** The `n`th value of a field: edge values first, then spread over its range; the same in every run. */
export function fieldValue(item: ItemNode, kind: string, n: number, settings: ProfileSettings): FieldValue {
  const { type } = item;
  if (type.kind === "national") throw new Error(`${item.path}: national values are not compared`);
  if (type.kind === "text") return textValue(item, type, n);
  if (type.kind === "float") {
    const value = FLOATS[n % FLOATS.length]!;
    return { given: value, read: value, cobol: signed(BigInt(value * 1_000_000), 15) };
  }
  // a field whose picture has up to 15 digits is read as a number, which ends before eight bytes do
  const { least, most } = kind === "number" ? safe(range(item, settings)) : range(item, settings);
  const edges = [
    0n,
    most,
    least,
    1n,
    least < 0n ? -1n : 9n,
    BigInt("1234567890".repeat(4).slice(0, type.digits)),
  ];
  const width = most - least + 1n;
  const spread = least + ((BigInt(n) * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % width);
  const unscaled = (n < edges.length ? edges[n]! : spread) as bigint;
  const inside = unscaled > most ? most : unscaled;
  const decimal = decimalText(inside, type.scale);
  const { whole, fraction } = cobolDigits(item, settings);
  return {
    given: numberForm(decimal, n),
    read: kind === "decimal" ? decimal : kind === "bigint" ? BigInt(decimal) : Number(decimal),
    cobol: signed(type.scale < 0 ? inside * 10n ** BigInt(-type.scale) : inside, whole + fraction),
  };
}

/** Everything that a field must refuse. */
export function badValues(item: ItemNode, settings: ProfileSettings): BadValue[] {
  const { type } = item;
  if (type.kind === "national" || type.kind === "float") return [];
  if (type.kind === "text") {
    return [
      { what: "a character too many", given: "x".repeat(type.width + 1) },
      { what: "a character outside the code page", given: "\u4f60" },
      { what: "a number", given: 1 },
    ];
  }
  const { least, most } = range(item, settings);
  const behind = decimalText(most, type.scale);
  return [
    { what: "one more than the most", given: decimalText(most + 1n, type.scale) },
    {
      what: least < 0n ? "one less than the least" : "a negative number",
      given: decimalText(least - 1n, type.scale),
    },
    {
      what: "a digit too many behind the point",
      given: type.scale < 0 ? "1" : `${type.scale === 0 ? `${behind}.` : behind}5`,
    },
    { what: "text", given: "abc" },
    { what: "an empty text", given: "" },
    { what: "no number", given: Number.NaN },
  ];
}

const FLOATS = [0, 1, -1, 0.5, -0.25, 1024, 123456.75, -99999.5, 0.015625, 8388608];

const CHARACTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-'\"/&()#%+*=:;<>?!@$";

function textValue(item: ItemNode, type: Extract<ItemType, { kind: "text" }>, n: number): FieldValue {
  const { width } = type;
  const letters = item.picture.startsWith("A");
  const characters = letters ? CHARACTERS.slice(0, 53) : CHARACTERS;
  const spread = (length: number): string =>
    Array.from({ length }, (_, index) => characters[(n * 31 + index * 17) % characters.length]!).join("");
  const samples = [
    "",
    "x",
    "Z".repeat(width),
    "lower case".slice(0, width),
    (letters ? "abcdefghij" : "0123456789").repeat(Math.ceil(width / 10)).slice(0, width),
    spread(width),
    ` ${"b".repeat(width)}`.slice(0, width),
  ];
  const value = n < samples.length ? samples[n]! : spread(n % (width + 1));
  const read = type.justified ? value.trimStart() : value.replace(/ +$/, "");
  // what stands at the right decides whether it is the same text when it is moved to the right
  const given = type.justified ? value.trim() : value;
  return { given, read: type.justified ? given : read, cobol: given };
}

const MOST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

interface Range {
  readonly least: bigint;
  readonly most: bigint;
}

function safe({ least, most }: Range): Range {
  return { least: least < -MOST_SAFE ? -MOST_SAFE : least, most: most > MOST_SAFE ? MOST_SAFE : most };
}

/** Least and most in units of the last digit. */
function range(item: ItemNode, settings: ProfileSettings): Range {
  const { type } = item;
  if (type.kind !== "number" && type.kind !== "edited") throw new Error(`${item.path} has no range`);
  const wide =
    type.kind === "number" &&
    (type.storage === "native" ||
      type.storage === "comp-x" ||
      (type.storage === "binary" && !settings.truncate));
  if (wide) {
    const bits = BigInt(item.length * 8);
    return type.signed
      ? { least: -(1n << (bits - 1n)), most: (1n << (bits - 1n)) - 1n }
      : { least: 0n, most: (1n << bits) - 1n };
  }
  const most = 10n ** BigInt(type.digits) - 1n;
  return { least: type.signed ? -most : 0n, most };
}

/** `12.30`: the unscaled number with its point; zeros where P leaves digits out. */
export function decimalText(unscaled: bigint, scale: number): string {
  const negative = unscaled < 0n;
  const digits = String(negative ? -unscaled : unscaled);
  if (scale <= 0) return `${negative ? "-" : ""}${digits === "0" ? "0" : digits + "0".repeat(-scale)}`;
  const padded = digits.padStart(scale + 1, "0");
  const point = padded.length - scale;
  return `${negative ? "-" : ""}${padded.slice(0, point)}.${padded.slice(point)}`;
}

/** The same number as text, as a number where that is exact, or as a bigint. */
function numberForm(decimal: string, n: number): unknown {
  const form = n % 3;
  if (form === 1 && decimal.replace(/\D/g, "").length <= 15) return Number(decimal);
  if (form === 2 && !decimal.includes(".")) return BigInt(decimal);
  return decimal;
}

function signed(value: bigint, digits: number): string {
  return `${value < 0n ? "-" : "+"}${String(value < 0n ? -value : value).padStart(digits, "0")}`;
}
