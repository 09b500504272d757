import { entries } from "../catalogue-entry.ts";

/** CFG: configuration of the hub, connectors and transports. */
export const configurationErrors = entries({
  HMS_CFG_INVALID: {
    summary: "A configuration has faults.",
    hint: "Correct every line listed; all faults are shown at once.",
    retry: "never",
  },
});
