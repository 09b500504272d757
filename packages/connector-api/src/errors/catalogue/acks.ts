import { entries } from "../catalogue-entry.ts";

/** ACK: answers of the outside system. */
export const ackErrors = entries({
  HMS_ACK_DEADLINE: {
    summary: "The outside system took the message and did not answer by the deadline.",
    hint: "Ask the outside system, then resolve the delivery as delivered or retry it.",
    retry: "never",
  },
  HMS_ACK_UNREADABLE: {
    summary: "A record of an answer file cannot be read; the file's other answers are used.",
    hint: "Compare the file with the answer's copybook and the framing that the manifest names.",
    retry: "never",
  },
});
