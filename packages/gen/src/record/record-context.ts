import type { CodeContext } from "./code-context.ts";
import type { RecordPlan } from "./plan.ts";

/** What code of a whole record needs besides. */
export interface RecordContext extends CodeContext {
  readonly plan: RecordPlan;
}
