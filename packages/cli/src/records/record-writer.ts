import { isHmsSyncError, nearestNames, type RecordCodec, type RecordProblem } from "@hms-sync/connector-api";
import { unknownFields } from "@hms-sync/records";
import { type BadRecord, badRecords } from "./bad-record.ts";
import { fieldTree, hasUnknownNames, mapFields } from "./field-tree.ts";
import { fitValue, type OverflowPolicy } from "./fit-value.ts";
import { parseRecord } from "./parse-record.ts";

/** Turns one line of JSON into a record's bytes, or into what is wrong with it. */
export type RecordWriter = (line: string, record: number) => Uint8Array | readonly BadRecord[];

/** A writer that refuses names the record does not have, and treats values that do not fit by the policy. */
export function createRecordWriter(codec: RecordCodec, policy: OverflowPolicy): RecordWriter {
  const tree = fieldTree(codec.layout);
  const paths = codec.layout.fields.map((field) => field.path);
  const explain = (problem: RecordProblem): RecordProblem => {
    const near = nearestNames(problem.path.replace(/\[\d+\]/g, ""), paths);
    if (near.length === 0) return problem;
    return { ...problem, message: `${problem.message}; did you mean ${near.join(" or ")}?` };
  };
  return (line, record) => {
    try {
      const value = parseRecord(line);
      if (hasUnknownNames(tree, value)) {
        return badRecords(record, unknownFields(codec.layout, value).map(explain));
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
