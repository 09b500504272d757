import type {
  AckPolicy,
  DedupePolicy,
  FilePolicy,
  Framing,
  OrderPolicy,
  RetryPolicy,
  SourceSpan,
} from "@hms-sync/connector-api";

/** A value of the manifest together with where it stands. */
export interface Spanned<Value> {
  readonly value: Value;
  readonly span: SourceSpan;
}

/** What a constant or a default may be. */
export type Literal = string | number | boolean;

/** What happens to a value that does not fit its field. */
export type Overflow = "reject" | "truncate" | "round";

/** Where a record's shape comes from and how its bytes stand in a file. */
export interface LayoutSource {
  readonly kind: "copybook";
  /** As written, relative to the manifest's folder. */
  readonly file: Spanned<string>;
  readonly record: Spanned<string> | null;
  readonly profile: Spanned<string>;
  readonly encoding: Spanned<string> | null;
  readonly set: readonly (Spanned<string> & { readonly name: string; readonly nameSpan: SourceSpan })[];
  readonly framing: Framing;
  readonly span: SourceSpan;
}

/** One rule: how an external field gets its value. Exactly one of `from` and `constant` is given. */
export interface FieldRule {
  /** As written: `APPT_NUM`, or with its groups `HEADER.APPT_NUM`. */
  readonly field: Spanned<string>;
  /** JSON pointer into the manifest, as generated code carries it behind `@from`. */
  readonly pointer: string;
  readonly from: readonly Spanned<string>[];
  readonly constant: Spanned<Literal> | null;
  readonly use: Spanned<string> | null;
  readonly overflow: Spanned<Overflow> | null;
  readonly default: Spanned<Literal> | null;
  /** The rule's whole value. */
  readonly span: SourceSpan;
}

/** The rules of one event. */
export interface EventMapping {
  readonly event: Spanned<string>;
  readonly fields: readonly FieldRule[];
  readonly drop: readonly Spanned<string>[];
  readonly allowPii: readonly { readonly path: Spanned<string>; readonly reason: string }[];
}

/** The manifest's `ack` block: the policy of the contract, with the answer's layout still to be read. */
export interface AckManifest {
  readonly policy: Pick<AckPolicy, "from" | "folder" | "pattern" | "pollMs" | "deadlineMs" | "then">;
  readonly layout: LayoutSource | null;
  readonly match: readonly { readonly answer: Spanned<string>; readonly sent: Spanned<string> }[];
  readonly accepted: readonly {
    readonly answer: Spanned<string>;
    readonly values: readonly Spanned<string>[];
  }[];
  readonly reason: Spanned<string> | null;
}

/** A manifest that was read without a fault. Nothing is checked against events or layout yet. */
export interface Manifest {
  /** As findings show it. */
  readonly file: string;
  readonly id: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly password: string | null;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly layout: LayoutSource;
  readonly events: readonly EventMapping[];
  readonly needs: "full";
  readonly order: OrderPolicy;
  readonly dedupe: DedupePolicy;
  /** Paths of `dedupe.by`, with where they stand. */
  readonly dedupePaths: readonly Spanned<string>[];
  readonly retry: RetryPolicy;
  readonly filePolicy: FilePolicy;
  readonly ack: AckManifest;
}
