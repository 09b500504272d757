import type { EventDefinition, EventPath } from "@hms-sync/connector-api";
import type { EventMapping, FieldRule, Literal, Manifest } from "../manifest/manifest.ts";
import type { ProfileSettings, RecordShape } from "../source/layout.ts";
import type { Target } from "./target.ts";

/** A record together with how its bytes are made. */
export interface BoundRecord {
  readonly shape: RecordShape;
  readonly settings: ProfileSettings;
  /** The file that describes it, from the manifest's folder, with `/`. */
  readonly source: string;
  readonly targets: readonly Target[];
}

/** A rule with both ends found. */
export interface BoundRule {
  readonly rule: FieldRule;
  readonly target: Target;
  readonly sources: readonly EventPath[];
  readonly constant: Literal | null;
  readonly default: Literal | null;
  readonly transform: TransformReference | null;
}

/** A function that a rule uses: where generated code imports it from. */
export interface TransformReference {
  readonly name: string;
  readonly from: "package" | "built-in";
}

/** One event tied to the record: the mapping's intermediate form. */
export interface BoundEvent {
  readonly definition: EventDefinition;
  readonly mapping: EventMapping;
  /** In record order. */
  readonly rules: readonly BoundRule[];
  /** Personal data that may be sent, with the reason. */
  readonly allowed: ReadonlyMap<string, string>;
  /** Personal data that is removed; in event order. */
  readonly dropped: readonly string[];
}

/** The answer's record, and its fields as the `ack` block names them, by their whole paths. */
export interface BoundAck {
  readonly record: BoundRecord;
  /** Answer field to sent field. */
  readonly match: Readonly<Record<string, string>>;
  readonly accepted: Readonly<Record<string, readonly string[]>>;
  readonly reason: string | null;
}

/** A manifest tied to its events and its records. */
export interface BoundConnector {
  readonly manifest: Manifest;
  readonly record: BoundRecord;
  /** Null where the transport itself answers. */
  readonly ack: BoundAck | null;
  readonly events: readonly BoundEvent[];
}
