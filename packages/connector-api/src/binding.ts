import type { DiffPacket, HmsPath } from "./packet.ts";

/** A bad field of a record, found before any byte leaves or while bytes are read. */
export interface RecordProblem {
  /** Dotted external path with `_` for `-` and table positions: `LINES[2].CHARGE`. */
  readonly path: string;
  readonly code: string;
  /** Names the rule and sizes; never the value. */
  readonly message: string;
  /** Where the field is declared: `file:line`. */
  readonly declared?: string;
  /** Offset in bytes in the record, when reading. */
  readonly offset?: number;
  /** When reading: the field's bytes in hexadecimal, at most 16. They may be personal data: for people, never for logs. */
  readonly bytes?: string;
}

/** How a field is laid out; enough for rulers, run-time checks and documentation. */
export interface LayoutField {
  /** Dotted external path, tables without a position: `LINES.CHARGE`. */
  readonly path: string;
  /** Offset of the first occurrence, in bytes. */
  readonly offset: number;
  /** Length of one occurrence, in bytes. */
  readonly length: number;
  /** As declared, for example `X(20)` or `S9(7)V99`; empty for groups. */
  readonly picture: string;
  /** COBOL usage: DISPLAY, COMP, COMP-3. */
  readonly usage: string;
  readonly kind: "text" | "number" | "decimal" | "bigint" | "float";
  /** Characters, for text. */
  readonly width?: number;
  /** Total digits and digits after the point, for numbers. */
  readonly digits?: number;
  readonly scale?: number;
  readonly signed?: boolean;
  /** Times it occurs, outermost table first; absent outside tables. */
  readonly occurs?: readonly number[];
  /** A mapping may leave it out: VALUE, spaces or zero stand in. */
  readonly optional: boolean;
  /** Literal values by condition name (level 88), when there are any. */
  readonly values?: readonly string[];
}

/** The shape of one outside record, as data. */
export interface RecordLayout {
  /** Name of the record in the outside system's own spelling. */
  readonly record: string;
  /** Bytes, tables at maximum size. */
  readonly length: number;
  readonly fields: readonly LayoutField[];
}

/** Turns a record into bytes and back. Generated code; straight-line. */
export interface RecordCodec<Row = unknown, Input = Row> {
  readonly layout: RecordLayout;
  /** @throws HMS_REC_INVALID with every problem of the record. */
  encode(row: Input): Uint8Array;
  /** @throws HMS_REC_INVALID with every problem, each with its offset. */
  decode(bytes: Uint8Array): Row;
  /**
   * Bytes of the record that `bytes` starts with, null when more are needed to tell. Only for records whose length
   * depends on their counters (OCCURS DEPENDING ON).
   *
   * @throws HMS_REC_INVALID when a counter cannot be read.
   */
  lengthOf?(bytes: Uint8Array): number | null;
}

/** How records stand in a file. */
export type Framing = "none" | "lf" | "crlf" | "rdw" | "bdw";

/** What a mapping function may use besides the event. */
export interface MapContext {
  readonly packet: Pick<DiffPacket, "id" | "event" | "key" | "occurredAt" | "baseVersion">;
}

/**
 * The generated value that ties one event to one layout.
 *
 * `Event` is the event's payload, `Row` the record's input type, `Fields` the generated interface that says which HMS
 * paths fit which external field (type level only; see `createConnector`).
 */
export interface Binding<Event = unknown, Row = unknown, Fields = unknown> {
  readonly event: string;
  readonly eventVersion: number;
  /** `full`: the record is made from the whole after-image; `diff`: only changed fields are sent. */
  readonly needs: "full" | "diff";
  /** After-image to record. Pure: same input, same record. */
  map(event: Event, context: MapContext): Row;
  readonly codec: RecordCodec<unknown, Row>;
  readonly framing: Framing;
  /** HMS paths that the mapping reads. */
  readonly reads: readonly HmsPath[];
  /** Per external field the HMS paths that fit it by type; what `createConnector` checks at run time. */
  readonly fits: Readonly<Record<string, readonly HmsPath[]>>;
  readonly pii: {
    /** PII paths the mapping may use, with the reason given in the manifest. */
    readonly allowed: Readonly<Record<HmsPath, string>>;
    /** PII paths removed before the packet is stored. */
    readonly dropped: readonly HmsPath[];
  };
  /** Hash of the canonical layout, mapping and event paths used: 12 hexadecimal digits. */
  readonly contract: string;
  /** Type level only. */
  readonly "~fields"?: Fields;
}

/** A binding of any event and record, as the hub holds it. */
// biome-ignore lint/suspicious/noExplicitAny: the hub holds bindings of every event; each was checked where it was made
export type AnyBinding = Binding<any, any, any>;
