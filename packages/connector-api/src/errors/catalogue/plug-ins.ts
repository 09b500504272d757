import { entries } from "../catalogue-entry.ts";

/** PLG: loading connectors, transports and event packs. */
export const plugInErrors = entries({
  HMS_PLG_NOT_FOUND: {
    summary: "A package that the configuration names is not installed.",
    hint: "Install it beside the configuration file, or correct the name.",
    retry: "never",
  },
  HMS_PLG_NO_LOCAL_HUB: {
    summary: "A connector made in code needs a hub in the same process, and there is none.",
    hint: "Start a hub in this process first, or package the connector and list it in the hub's configuration.",
    retry: "never",
  },
});
