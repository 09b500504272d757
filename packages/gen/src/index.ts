export type { ProfileProblem, ResolveProfile } from "./bind/read-record.ts";
export type { FileStatus, GeneratedFile } from "./check/compare-files.ts";
export { type EventPack, HMS_EVENTS, loadEventPacks } from "./event-packs.ts";
export { checkManifests, type GenerateOptions, type GenerateResult, generate } from "./generate.ts";
export { type LoadConnectorOptions, type LoadedConnector, loadConnector } from "./load-connector.ts";
export {
  type Generation,
  type GenerationInput,
  type PlannedFile,
  planGeneration,
} from "./plan-generation.ts";
export { type EmittedRecord, emitRecord, type RecordSource } from "./record/emit-record.ts";
export { type CodecSource, loadCodec } from "./record/load-codec.ts";
export { recordLayout } from "./record/record-layout.ts";
export type { SourceReader } from "./source/index.ts";
