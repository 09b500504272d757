import type { SourceSpan } from "@hms-sync/connector-api";
import type { SignPlace } from "@hms-sync/gen/source";

/** A literal as written. Figurative constants carry their singular name. */
export type ValueLiteral =
  | { readonly kind: "text" | "number" | "all"; readonly text: string; readonly span: SourceSpan }
  | { readonly kind: "figurative"; readonly text: FigurativeConstant; readonly span: SourceSpan };

export type FigurativeConstant = "SPACE" | "ZERO" | "LOW-VALUE" | "HIGH-VALUE" | "QUOTE";

export interface ValueRange {
  readonly from: ValueLiteral;
  readonly through?: ValueLiteral;
}

/** Usages that a layout knows; all spellings of one usage are one name. */
export type Usage = "DISPLAY" | "COMP" | "COMP-3";

/** A clause with the place to point at. */
export interface Clause<Value> {
  readonly value: Value;
  readonly span: SourceSpan;
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
  readonly occurs?: Clause<number>;
  readonly sign?: Clause<SignPlace>;
  readonly justified?: SourceSpan;
  readonly values?: Clause<readonly ValueRange[]>;
  /** A clause was refused: what follows from its absence needs no second finding. */
  readonly faulty: boolean;
}

/** An entry while its clauses are being read. */
export type EntryDraft = { -readonly [Key in keyof Entry]: Entry[Key] };
