import type { SourceSpan } from "@hms-sync/connector-api";
import type { SignPlace } from "@hms-sync/gen/source";

/** A literal as written. Figurative constants carry their singular name, hexadecimal ones their digits in upper case. */
export type ValueLiteral =
  | { readonly kind: "text" | "number" | "all" | "hex"; readonly text: string; readonly span: SourceSpan }
  | { readonly kind: "figurative"; readonly text: FigurativeConstant; readonly span: SourceSpan };

export type FigurativeConstant = "SPACE" | "ZERO" | "LOW-VALUE" | "HIGH-VALUE" | "QUOTE";

export interface ValueRange {
  readonly from: ValueLiteral;
  readonly through?: ValueLiteral;
}

/** Usages that a layout knows; all spellings of one usage are one name. */
export type Usage =
  | "DISPLAY"
  | "COMP"
  | "COMP-1"
  | "COMP-2"
  | "COMP-3"
  | "COMP-5"
  | "COMP-6"
  | "COMP-X"
  | "NATIONAL"
  | "DISPLAY-1";

/** A clause with the place to point at. */
export interface Clause<Value> {
  readonly value: Value;
  readonly span: SourceSpan;
}

/** A data name with the groups that qualify it, innermost first: `COUNT OF HEAD IN REC`. */
export interface Reference {
  readonly name: string;
  readonly qualifiers: readonly string[];
  readonly span: SourceSpan;
}

/** `OCCURS [min TO] max [DEPENDING ON counter]`. */
export interface Table {
  readonly min: number;
  readonly max: number;
  readonly dependingOn?: Reference;
}

/** `RENAMES from [THRU through]`. */
export interface RenamesRange {
  readonly from: Reference;
  readonly through?: Reference;
}

/** One data description entry: everything between two periods. */
export interface Entry {
  readonly level: number;
  readonly levelSpan: SourceSpan;
  /** null for FILLER and unnamed items. */
  readonly name: string | null;
  /** The name, or the level where there is none. */
  readonly nameSpan: SourceSpan;
  readonly picture?: Clause<string>;
  readonly usage?: Clause<Usage>;
  readonly occurs?: Clause<Table>;
  readonly sign?: Clause<SignPlace>;
  readonly redefines?: Clause<string>;
  readonly renames?: Clause<RenamesRange>;
  readonly justified?: SourceSpan;
  readonly synchronized?: SourceSpan;
  readonly blankWhenZero?: SourceSpan;
  readonly values?: Clause<readonly ValueRange[]>;
  /** A clause was refused: what follows from its absence needs no second finding. */
  readonly faulty: boolean;
}

/** An entry while its clauses are being read. */
export type EntryDraft = { -readonly [Key in keyof Entry]: Entry[Key] };
