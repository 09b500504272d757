import { isHmsSyncError, type RecordCodec } from "@hms-sync/connector-api";
import { type BadRecord, badRecords } from "./bad-record.ts";
import { fieldTree, hasUnknownNames, mapFields, unknownNames } from "./field-tree.ts";
import { fitValue, type OverflowPolicy } from "./fit-value.ts";
import { parseRecord } from "./parse-record.ts";

/** Turns one line of JSON into a record's bytes, or into what is wrong with it. */
export type RecordWriter = (line: string, record: number) => Uint8Array | readonly BadRecord[];

/** A writer that refuses names the record does not have, and treats values that do not fit by the policy. */
export function createRecordWriter(codec: RecordCodec, policy: OverflowPolicy): RecordWriter {
  const tree = fieldTree(codec.layout);
  return (line, record) => {
    try {
      const value = parseRecord(line);
      if (hasUnknownNames(tree, value)) {
        return badRecords(record, unknownNames(tree, value));
      }
      const fitted =
        policy === "reject" ? value : mapFields(tree, value, (part, field) => fitValue(policy, part, field));
      return codec.encode(fitted);
    } catch (error) {
      if (isHmsSyncError(error, "HMS_REC_INVALID")) return badRecords(record, error.problems);
      if (!(error instanceof SyntaxError)) throw error;
      return [{ record, path: "", code: "not-json", line: null, message: error.message }];
    }
  };
}
