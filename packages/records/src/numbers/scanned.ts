/** Digits of the largest number of any storage: 38 by picture, 39 in 16 bytes, with room for a scale. */
const MOST_DIGITS = 96;

/** The digits found last by `scanDigits`, 0 to 9 each, from index 0: valid until the next scan. */
export const scanned: Uint8Array = new Uint8Array(MOST_DIGITS);
