export type { SourceReader } from "./source/index.ts";
