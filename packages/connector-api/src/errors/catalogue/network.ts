import { entries } from "../catalogue-entry.ts";

/** NET: reaching the outside system. */
export const networkErrors = entries({
  HMS_NET_REFUSED: {
    summary: "The outside system could not be reached: refused, unknown host, or no route.",
    hint: "Check the endpoint and that the server is up; the delivery is tried again by itself.",
    retry: "later",
    status: 502,
  },
  HMS_NET_TIMEOUT: {
    summary: "The outside system did not answer in time.",
    hint: "Check the server and the network; the delivery is tried again by itself.",
    retry: "later",
    status: 504,
  },
  HMS_NET_AUTH: {
    summary: "The outside system refused the user name or password.",
    hint: "Correct the secret, then resume the connector; nothing is lost meanwhile.",
    retry: "later",
    status: 502,
  },
  HMS_NET_CUT: {
    summary: "The connection ended in the middle of a transfer.",
    hint: "Nothing to do: the outcome is looked up and the delivery goes on.",
    retry: "later",
    status: 502,
  },
});
