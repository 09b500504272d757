export { type CopySearch, searchCopyMembers } from "../copy-members/search-copy-members.ts";
export type { ChooseRule, ChooseRules } from "./choice-plan.ts";
export { type EmittedRecord, emitRecord, type RecordSource } from "./emit-record.ts";
export { type CodecSource, loadCodec } from "./load-codec.ts";
export { recordLayout } from "./record-layout.ts";
