import type { Finding, SourceSpan } from "@hms-sync/connector-api";

/**
 * How the digits of a number are stored.
 *
 * `packed-unsigned` is COMP-6 (no sign half byte). `native` is COMP-5 and COMP-X: binary over its whole range, COMP-5 in
 * the profile's `nativeOrder`, COMP-X big-endian and as wide as its picture says.
 */
export type NumberStorage = "zoned" | "packed" | "packed-unsigned" | "binary" | "native" | "comp-x";

/** Where a zoned number keeps its sign: over its first or last digit, or in a byte of its own. */
export type SignPlace = "trailing" | "leading" | "trailing-separate" | "leading-separate";

/** What one elementary item holds. Sizes in characters and digits; bytes are the node's `length`. */
export type ItemType =
  | { readonly kind: "text"; readonly width: number; readonly justified: boolean }
  /** PIC N, NATIONAL and DBCS: two bytes a character. Laid out; read and written as UTF-16BE or as raw hexadecimal. */
  | { readonly kind: "national"; readonly width: number; readonly form: "utf-16" | "dbcs" }
  /** COMP-1 and COMP-2. */
  | { readonly kind: "float"; readonly size: 4 | 8 }
  /** A numeric-edited picture: text on the outside, a decimal by value. */
  | {
      readonly kind: "edited";
      /** The picture with its repetitions written out, upper case: `ZZZ,ZZ9.99-`. */
      readonly mask: string;
      readonly width: number;
      readonly digits: number;
      readonly scale: number;
      readonly signed: boolean;
      readonly blankWhenZero: boolean;
    }
  | {
      readonly kind: "number";
      readonly storage: NumberStorage;
      /** Digits that are stored, before and after the point. */
      readonly digits: number;
      /** Digits after the point; negative, or larger than `digits`, where the picture has P. */
      readonly scale: number;
      readonly signed: boolean;
      /** BLANK WHEN ZERO. */
      readonly blankWhenZero?: boolean;
      /** Only for signed zoned numbers; `trailing` when absent. A separate sign is part of the node's length. */
      readonly sign?: SignPlace;
    };

/** One value of a condition, or the range from `value` through `through`; text, or decimal text for numbers. */
export interface ConditionValue {
  readonly value: string;
  readonly through?: string;
  /** As in `ItemNode`. */
  readonly valueByte?: number;
}

/** A level 88: a name for values of the item above it. */
export interface Condition {
  readonly name: string;
  readonly values: readonly ConditionValue[];
  readonly span: SourceSpan;
}

/** A table: how often an item or group stands, and the bytes from one to the next. */
export interface Occurs {
  readonly min: number;
  readonly max: number;
  readonly stride: number;
  /** Path of the counter of OCCURS DEPENDING ON. */
  readonly dependingOn?: string;
}

interface NodeBase {
  readonly level: number;
  /** COBOL name; null for FILLER and unnamed items. */
  readonly name: string | null;
  /** Name in records and mappings (`-` as `_`); null where `name` is. */
  readonly key: string | null;
  /** COBOL names from the record down, joined by `.`. */
  readonly path: string;
  /** Bytes from the start of the record to the first occurrence. */
  readonly offset: number;
  /** Bytes of one occurrence. */
  readonly length: number;
  readonly occurs?: Occurs;
  /** Path of the item whose bytes it shares: it is an alternative of that item, which stands before it. */
  readonly redefines?: string;
  /**
   * Paths of the DEPENDING ON tables that stand before it in the record: where the profile's `odo` is `shift`, its real
   * place is `offset` less the bytes that those tables do not use.
   */
  readonly after?: readonly string[];
  /** Bytes in front of it that SYNCHRONIZED left free; part of no item, written as binary zeros. */
  readonly slack?: number;
  /** Level 88 entries below it. */
  readonly conditions?: readonly Condition[];
  /** Where the item is declared. */
  readonly span: SourceSpan;
}

export interface GroupNode extends NodeBase {
  readonly node: "group";
  readonly children: readonly LayoutNode[];
}

export interface ItemNode extends NodeBase {
  readonly node: "item";
  /** As written, upper case, without `PIC`. */
  readonly picture: string;
  /** DISPLAY, COMP, COMP-3. */
  readonly usage: string;
  readonly type: ItemType;
  /** The VALUE as text or decimal text; figurative constants resolved; null without VALUE. */
  readonly value: string | null;
  /** LOW-VALUES and HIGH-VALUES: the byte that fills the item, whatever the code page; `value` is then its characters. */
  readonly valueByte?: number;
}

export type LayoutNode = GroupNode | ItemNode;

/** One record of an outside contract: the generator's intermediate form. Plain data, JSON-safe, in record order. */
export interface RecordShape {
  /** Name of the 01 level; null where the source starts below it. */
  readonly name: string | null;
  /** Bytes, tables at maximum size. */
  readonly length: number;
  readonly root: GroupNode;
  /** Level 66: names for stretches of the record. */
  readonly renames?: readonly Renames[];
}

/** A level 66 entry: another name for the bytes from one item through another. */
export interface Renames {
  readonly name: string;
  /** Path of the record, then the name. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
  readonly span: SourceSpan;
}

/** Physical settings; a manifest's `profile`, `encoding` and `set`, resolved. */
export interface ProfileSettings {
  readonly profile: "ibm" | "ibm-ascii" | "gnucobol" | "microfocus";
  /** `ascii`, `latin1`, `cp037`, `cp1047`, `cp500`, `cp273`, `cp1140`. */
  readonly codePage: string;
  readonly overpunch: "ebcdic" | "ibm-ascii" | "microfocus";
  readonly binarySizes: "2-4-8" | "1-2-4-8" | "1-8";
  readonly byteOrder: "big" | "little";
  /** Order of COMP-5. */
  readonly nativeOrder: "big" | "little";
  readonly float: "ibm" | "ieee";
  /** SYNCHRONIZED: IBM aligns 8-byte binary numbers to 4, GnuCOBOL to 8. */
  readonly sync: "ibm" | "gnucobol";
  /** Items after a DEPENDING ON table: they move up, stay in place, or move up and the record is padded. */
  readonly odo: "shift" | "max" | "pad";
  /** Numbers keep to their PICTURE's digits, not to the storage's range. */
  readonly truncate: boolean;
}

export interface SourceInput {
  /** Path as findings shall show it. */
  readonly file: string;
  readonly text: string;
  readonly settings: ProfileSettings;
  /** Text of a COPY member and the path as findings shall show it; undefined when there is none. */
  readonly copy?: (name: string, library: string | undefined, from: string) => CopyMember | undefined;
  /** Names of the members that `copy` can give, to suggest the nearest when one is missing. */
  readonly members?: () => readonly string[];
  /** `auto` (default): decided by the text. */
  readonly sourceFormat?: "fixed" | "free" | "auto";
}

export interface CopyMember {
  readonly file: string;
  readonly text: string;
}

export interface SourceResult {
  readonly records: readonly RecordShape[];
  /** All faults of the text, in its order. */
  readonly findings: readonly Finding[];
}

/** Reads one kind of outside contract. Knows nothing of TypeScript. */
export interface SourceReader {
  /** Key under `layout` in a manifest. */
  readonly kind: "copybook" | "wsdl" | "csv" | "sql";
  read(input: SourceInput): SourceResult;
}
