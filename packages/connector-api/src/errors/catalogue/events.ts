import { entries } from "../catalogue-entry.ts";

/** EVT: events and payloads at the intake. */
export const eventErrors = entries({
  HMS_EVT_UNKNOWN: {
    summary: "No event of that name is known to this hub.",
    hint: "Check the spelling, or add the event pack that defines it to `events` in the hub's configuration.",
    retry: "never",
    status: 404,
  },
  HMS_EVT_INVALID: {
    summary: "The payload does not match the event's schema.",
    hint: "Correct every path listed under `errors` and send it again; nothing was stored.",
    retry: "never",
    status: 422,
  },
  HMS_EVT_DEFINITION: {
    summary: "The definition of an event has faults.",
    hint: "Correct the call of defineEvent in the event pack; all faults are listed at once.",
    retry: "never",
  },
  HMS_EVT_TICKET: {
    summary: "A board has no ticket of that number.",
    hint: "Use the id of a ticket that the same board gave.",
    retry: "never",
  },
});
