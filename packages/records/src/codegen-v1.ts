/*
 * What generated record code is written over. A published connector keeps working with later versions of this package:
 * an export of this door changes its meaning never, its successor gets a door of its own.
 */
export { givenBranch, noBranch } from "./branches/given-branch.ts";
export { type CodePage, codePage } from "./code-pages/code-page.ts";
export { isDecimalWithin, isFilledWith, isTextWithin } from "./conditions/conditions.ts";
export { type EditMask, editMask } from "./edited/edit-mask.ts";
export { getEdited } from "./edited/get-edited.ts";
export { putEdited } from "./edited/put-edited.ts";
export { roundNumber, truncateNumber } from "./fit/fit-number.ts";
export { truncateText } from "./fit/truncate-text.ts";
export { type BinaryForm, binaryForm } from "./numbers/binary-form.ts";
export { blankIfZero, isBlank } from "./numbers/blank-zero.ts";
export type { FloatForm } from "./numbers/float-form.ts";
export { getBinaryBigInt, getBinaryDecimal, getBinaryNumber } from "./numbers/get-binary.ts";
export { getFloat } from "./numbers/get-float.ts";
export { getPackedBigInt, getPackedDecimal, getPackedNumber } from "./numbers/get-packed.ts";
export {
  getUnsignedPackedBigInt,
  getUnsignedPackedDecimal,
  getUnsignedPackedNumber,
} from "./numbers/get-unsigned-packed.ts";
export { getZonedBigInt, getZonedDecimal, getZonedNumber } from "./numbers/get-zoned.ts";
export { putBinary } from "./numbers/put-binary.ts";
export { putFloat } from "./numbers/put-float.ts";
export { putPacked } from "./numbers/put-packed.ts";
export { putUnsignedPacked } from "./numbers/put-unsigned-packed.ts";
export { putPlacedZoned, putSignedZoned, putZoned, type SignPlace } from "./numbers/put-zoned.ts";
export type { NumberInput } from "./numbers/scan-digits.ts";
export { type Overpunch, type ZonedForm, zonedForm } from "./numbers/zoned-form.ts";
export { type FieldNote, type Problems, startProblems, throwProblems } from "./problems/problems.ts";
export {
  checkLength,
  copyTemplate,
  hasGroup,
  hasRecord,
  putFill,
  recordTemplate,
  tableLength,
  type Writable,
} from "./record/record-template.ts";
export { getAsciiText, getText, recordText } from "./text/get-text.ts";
export { getDbcs, getNational, putDbcs, putNational } from "./text/national.ts";
export { putText, putTextRight } from "./text/put-text.ts";
export { countedLength } from "./variable/counted-length.ts";
export {
  type VariableCounter,
  type VariableForm,
  type VariableRecord,
  type VariableTable,
  variableRecord,
} from "./variable/variable-record.ts";
