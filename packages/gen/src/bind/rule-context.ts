import type { EventDefinition } from "@hms-sync/connector-api";
import type { TransformCatalogue } from "../transforms/transform-catalogue.ts";
import type { BoundRecord } from "./bound.ts";
import type { FindingSink } from "./findings.ts";

/** What the rules of one event are bound against. */
export interface RuleContext {
  readonly sink: FindingSink;
  readonly definition: EventDefinition;
  readonly record: BoundRecord;
  readonly transforms: TransformCatalogue;
  readonly allowed: ReadonlyMap<string, string>;
}
