import { entries } from "../catalogue-entry.ts";

/** CFG: configuration of the hub, connectors and transports. */
export const configurationErrors = entries({
  HMS_CFG_INVALID: {
    summary: "A configuration has faults.",
    hint: "Correct every line listed; all faults are shown at once.",
    retry: "never",
  },
  HMS_CFG_DURATION: {
    summary: "A text is not a duration, or not a time where either is permitted.",
    hint: "Write a whole number and a unit (500ms, 10s, 5m, 2h, 3d), or a time with its zone.",
    retry: "never",
    status: 400,
  },
  HMS_CFG_SECRET: {
    summary: "A secret that a configuration refers to is not there.",
    hint: "Set the environment variable, or make the file readable for the hub.",
    retry: "later",
  },
  HMS_CFG_FILE: {
    summary: "The configuration file cannot be read.",
    hint: "Check the path; `hms-sync start --config FILE` names the file.",
    retry: "never",
  },
});
