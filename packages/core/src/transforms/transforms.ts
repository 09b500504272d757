import { compactDate, compactTime, isoDate, isoTime, isoToCompact, isoToCompactSeconds } from "./iso-time.ts";
import { amountToCents, numberToText, textToNumber, yesNo } from "./numbers.ts";
import { digitsOnly, last4, lowerCase, trim, upperCase, withoutMarks } from "./text.ts";

/**
 * Every built-in transform by the name that a manifest's `use` gives.
 *
 * All are pure. Each throws HMS_MAP_TRANSFORM for a value of another form than it works on.
 */
export const transforms = Object.freeze({
  amountToCents,
  compactDate,
  compactTime,
  digitsOnly,
  isoDate,
  isoTime,
  isoToCompact,
  isoToCompactSeconds,
  last4,
  lowerCase,
  numberToText,
  textToNumber,
  trim,
  upperCase,
  withoutMarks,
  yesNo,
});
