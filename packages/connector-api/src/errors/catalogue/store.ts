import { entries } from "../catalogue-entry.ts";

/** STO: the durable store. */
export const storeErrors = entries({
  HMS_STO_LOCKED: {
    summary: "Another process has this data folder open.",
    hint: "Stop the other hub, or give this one a data folder of its own.",
    retry: "later",
    status: 503,
  },
  HMS_STO_NO_STORE: {
    summary: "There is no store in the folder that was to be read.",
    hint: "Check the path; `hms-sync start` makes a store in its data folder.",
    retry: "never",
  },
  HMS_STO_SCHEMA: {
    summary: "The store was written by another version of HMS Sync.",
    hint: "Newer store: run the newer version. Older store: start the hub once, which brings it up to date.",
    retry: "never",
  },
  HMS_STO_DAMAGED: {
    summary: "The file is not a store of HMS Sync, or it is damaged.",
    hint: "Check the path; if it is the right one, put the last good copy of the data folder in its place.",
    retry: "never",
    status: 500,
  },
  HMS_STO_UNAVAILABLE: {
    summary: "The disk did not take a write: full, failing or not accessible. Nothing of it was stored.",
    hint: "Free space or repair the disk; the same call may then be made again.",
    retry: "later",
    status: 503,
  },
  HMS_STO_STOPPED: {
    summary: "A thread of the store ended unexpectedly; calls under way may or may not have been stored.",
    hint: "Restart the hub; what was acknowledged is there, the rest may be sent again.",
    retry: "later",
    status: 503,
  },
  HMS_STO_CLOSED: {
    summary: "The store was closed before the call.",
    hint: "Wait until the hub is up again, then make the call again.",
    retry: "later",
    status: 503,
  },
  HMS_STO_READ_ONLY: {
    summary: "The store was opened for reading only.",
    hint: "Use the running hub's API for changes.",
    retry: "never",
    status: 409,
  },
  HMS_STO_MOVE: {
    summary: "A delivery cannot go from its state to the one asked for.",
    hint: "Look at the delivery again: it has moved on in the meantime.",
    retry: "never",
    status: 409,
  },
  HMS_STO_NO_DELIVERY: {
    summary: "The store has no such delivery, or retention removed it.",
    hint: "Check the id.",
    retry: "never",
    status: 404,
  },
  HMS_STO_CONFLICT: {
    summary: "A row contradicts one that is stored already, for example an id used twice.",
    hint: "Give every packet and delivery an id of its own.",
    retry: "never",
    status: 409,
  },
  HMS_STO_CURSOR: {
    summary: "The cursor was not made by this list.",
    hint: "Start again without a cursor, and pass on `next` unchanged.",
    retry: "never",
    status: 400,
  },
});
