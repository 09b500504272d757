import { entries } from "../catalogue-entry.ts";

/** REC: values and bytes of records. */
export const recordErrors = entries({
  HMS_REC_INVALID: {
    summary: "A record has fields that cannot be written or bytes that cannot be read.",
    hint: "Correct the fields listed, or choose an overflow policy for them in the manifest.",
    retry: "never",
  },
  HMS_REC_LINE_END: {
    summary: "A record of a file of lines holds a line end, so its reader would see two records.",
    hint: "Remove line ends with a transform, or choose another framing for binary fields.",
    retry: "never",
  },
  HMS_REC_FRAMING: {
    summary: "A record is longer than the length word of its framing can say.",
    hint: "Choose another framing, or split the record.",
    retry: "never",
  },
  HMS_REC_UNSUPPORTED: {
    summary: "A layout holds an item that cannot be written or read.",
    hint: "Change the item, or take it out of the copybook that you generate from.",
    retry: "never",
  },
});
