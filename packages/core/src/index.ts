export { matchOfSent, matchText } from "./ack/match.ts";
export { type Answer, type AnswerProblem, type AnswersRead, readAnswers } from "./ack/read-answers.ts";
export { type ConfigurationFault, configurationError } from "./config/configuration-error.ts";
export { defineConnector } from "./config/define-connector.ts";
export { resolveSecret, type SecretSources } from "./config/resolve-secret.ts";
export { describeError, type ErrorDescription } from "./diagnostics/describe-error.ts";
export { githubFindings } from "./diagnostics/github-findings.ts";
export { type RulerRow, recordRuler } from "./diagnostics/record-ruler.ts";
export { type RenderOptions, renderFindings, sortFindings } from "./diagnostics/render-findings.ts";
export { type FileNameParts, fileName, fileNameFaults, usesSequence } from "./file-name/file-name.ts";
export { frameRecord } from "./framing/frame-record.ts";
export {
  type ConnectorBuilder,
  type CreateConnectorOptions,
  createConnector,
} from "./mapping/create-connector.ts";
export { type Constant, constant, defineMapping, type MappingOf } from "./mapping/define-mapping.ts";
export type { Overflow } from "./mapping/mapping-rule.ts";
export { diffPacket, type PacketParts } from "./packet/diff-packet.ts";
export { entityKey } from "./packet/entity-key.ts";
export { leafPaths } from "./packet/leaf-paths.ts";
export { piiToStrip } from "./packet/pii-to-strip.ts";
export { valueAt } from "./packet/value-at.ts";
export { withoutPaths } from "./packet/without-paths.ts";
export { dedupeHash } from "./policy/dedupe-hash.ts";
export { DEFAULT_POLICY } from "./policy/default-policy.ts";
export { mergePolicy } from "./policy/merge-policy.ts";
export { type PolicySubject, policyFaults } from "./policy/policy-faults.ts";
export { retryDelayMs } from "./policy/retry-delay.ts";
export { formatDuration, parseDuration } from "./time/duration.ts";
export { parseSince } from "./time/since.ts";
export {
  compactDate,
  compactTime,
  isoDate,
  isoTime,
  isoToCompact,
  isoToCompactSeconds,
} from "./transforms/iso-time.ts";
export { amountToCents, numberToText, textToNumber, yesNo } from "./transforms/numbers.ts";
export { digitsOnly, last4, lowerCase, trim, upperCase, withoutMarks } from "./transforms/text.ts";
export { transforms } from "./transforms/transforms.ts";
