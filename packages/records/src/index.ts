export { CODE_PAGES } from "./code-pages/code-page.ts";
export { createJoiner, type Joiner } from "./framing/create-joiner.ts";
export {
  createSplitter,
  type SplitPiece,
  type Splitter,
  type SplitterOptions,
} from "./framing/create-splitter.ts";
export type { Framing } from "./framing/framing.ts";
export { joinRecords } from "./framing/join-records.ts";
export { splitRecords } from "./framing/split-records.ts";
export {
  createEndsFilter,
  type EndsFilter,
  type FileEnds,
  kindOfRecord,
  type RecordKind,
} from "./kinds/record-kinds.ts";
export { isRecordInvalidError, type RecordInvalidError } from "./problems/record-invalid-error.ts";
export type { ProblemCode, RecordProblem } from "./problems/record-problem.ts";
export { type FieldPaths, unknownFields } from "./record/unknown-fields.ts";
