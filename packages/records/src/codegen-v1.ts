/*
 * What generated record code is written over. A published connector keeps working with later versions of this package:
 * an export of this door changes its meaning never, its successor gets a door of its own.
 */
export { type CodePage, codePage } from "./code-pages/code-page.ts";
export { roundNumber, truncateNumber } from "./fit/fit-number.ts";
export { truncateText } from "./fit/truncate-text.ts";
export { type BinaryForm, binaryForm } from "./numbers/binary-form.ts";
export { getBinaryBigInt, getBinaryDecimal, getBinaryNumber } from "./numbers/get-binary.ts";
export { getPackedBigInt, getPackedDecimal, getPackedNumber } from "./numbers/get-packed.ts";
export { getZonedBigInt, getZonedDecimal, getZonedNumber } from "./numbers/get-zoned.ts";
export { putBinary } from "./numbers/put-binary.ts";
export { putPacked } from "./numbers/put-packed.ts";
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
export { putText, putTextRight } from "./text/put-text.ts";
