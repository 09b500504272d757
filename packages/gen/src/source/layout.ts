import type { Finding, SourceSpan } from "@hms-sync/connector-api";

/** How the digits of a number are stored. */
export type NumberStorage = "zoned" | "packed" | "binary";

/** Where a zoned number keeps its sign: over its first or last digit, or in a byte of its own. */
export type SignPlace = "trailing" | "leading" | "trailing-separate" | "leading-separate";

/** What one elementary item holds. Sizes in characters and digits; bytes are the node's `length`. */
export type ItemType =
  | { readonly kind: "text"; readonly width: number; readonly justified: boolean }
  | {
      readonly kind: "number";
      readonly storage: NumberStorage;
      /** All digits, before and after the point. */
      readonly digits: number;
      /** Digits after the point. */
      readonly scale: number;
      readonly signed: boolean;
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
}

/** Physical settings; a manifest's `profile`, `encoding` and `set`, resolved. */
export interface ProfileSettings {
  readonly profile: "ibm" | "ibm-ascii" | "gnucobol" | "microfocus";
  /** `ascii`, `latin1`, `cp037`, `cp1047`, `cp500`, `cp273`, `cp1140`. */
  readonly codePage: string;
  readonly overpunch: "ebcdic" | "ibm-ascii" | "microfocus";
  readonly binarySizes: "2-4-8" | "1-2-4-8" | "1-8";
  readonly byteOrder: "big" | "little";
  /** Numbers keep to their PICTURE's digits, not to the storage's range. */
  readonly truncate: boolean;
}

export interface SourceInput {
  /** Path as findings shall show it. */
  readonly file: string;
  readonly text: string;
  readonly settings: ProfileSettings;
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
