/** Longest record in bytes: the most that a z/OS logical record can span. */
export const LONGEST_RECORD = 16_777_215;
