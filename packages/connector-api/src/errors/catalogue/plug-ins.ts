import { entries } from "../catalogue-entry.ts";

/** PLG: loading connectors, transports and event packs. */
export const plugInErrors = entries({
  HMS_PLG_NOT_FOUND: {
    summary: "A package that the configuration names is not installed.",
    hint: "Install it beside the configuration file, or correct the name.",
    retry: "never",
  },
});
