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
  HMS_NET_TLS: {
    summary:
      "The encrypted connection could not be made: the certificate is not trusted or the protocol is refused.",
    hint: "Check the server's certificate, or name the authority that signed it in the transport's settings.",
    retry: "later",
    status: 502,
  },
  HMS_NET_DENIED: {
    summary: "The outside system refused a step of the transfer, for example for lack of rights or of space.",
    hint: "Read the outside system's own words in the reason; the delivery is tried again by itself.",
    retry: "later",
    status: 502,
  },
  HMS_NET_SIZE: {
    summary: "The outside system holds another number of bytes than was sent to it.",
    hint: "Nothing to do: the file never got its final name and is sent again.",
    retry: "later",
    status: 502,
  },
  HMS_NET_EXISTS: {
    summary: "A file of somebody else already has the final name.",
    hint: "Move that file away, or choose names that cannot repeat, then retry the delivery.",
    retry: "never",
    status: 502,
  },
  HMS_NET_NAME: {
    summary: "A file name cannot be used on the outside system.",
    hint: "Correct the connector's `file.name` or the name of the outside system's file.",
    retry: "never",
  },
  HMS_NET_CLOSED: {
    summary: "The transport was asked to work after it was disposed.",
    hint: "Make a new transport; a disposed one stays closed.",
    retry: "never",
  },
  HMS_NET_NO_HUB: {
    summary: "No hub answers at the address.",
    hint: "Start one with `npx hms-sync start`, or name its address in HMS_SYNC_URL.",
    retry: "later",
    status: 502,
  },
  HMS_NET_HUB_LOST: {
    summary: "The connection to the hub ended before its answer was complete.",
    hint: "Send it again with the same idempotency key: it stays one packet.",
    retry: "later",
    status: 502,
  },
  HMS_NET_NOT_A_HUB: {
    summary: "Something answers at the hub's address, but not as a hub does.",
    hint: "Check HMS_SYNC_URL; a proxy in front of the hub must pass its answers on unchanged.",
    retry: "later",
    status: 502,
  },
});
