import type { EventPath } from "@hms-sync/connector-api";
import type { TransformReference } from "../bind/bound.ts";
import type { Target } from "../bind/target.ts";

/** The functions that rules may use: exported by `src/transforms.ts` beside the manifest, or built in. */
export interface TransformCatalogue {
  /** The package's own file, as messages name it. */
  readonly file: string;
  /** The package's own come first, so they may replace a built-in one. */
  find(name: string): TransformReference | undefined;
  /** All names, sorted. */
  names(): readonly string[];
  /** Names of those that take a value of the path and give what the field takes. */
  fitting(source: EventPath, target: Target): readonly string[];
}
