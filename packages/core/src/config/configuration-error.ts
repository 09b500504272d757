import { HmsSyncError, type RecordProblem } from "@hms-sync/connector-api";

/** A fault of options or a policy. */
export interface ConfigurationFault {
  /** Dotted: `policy.retry.jitter`. */
  readonly path: string;
  readonly message: string;
}

/**
 * One error for all faults: the message lists them, `problems` holds them.
 *
 * @param subject whose configuration it is: `connector dmv_mainframe`.
 */
export function configurationError(subject: string, faults: readonly ConfigurationFault[]): HmsSyncError {
  const lines = faults.map((fault) => `${fault.path}: ${fault.message}`);
  const problems: RecordProblem[] = faults.map((fault) => ({ ...fault, code: "HMS_CFG_INVALID" }));
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return new HmsSyncError("HMS_CFG_INVALID", `${subject} has ${count}: ${lines.join("; ")}`, { problems });
}
