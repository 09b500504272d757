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
  HMS_PLG_NO_METADATA: {
    summary: "A package that is listed as a connector does not say that it is one.",
    hint: "A connector's package.json has the keyword hms-connector and a block `hms`; check that the right package is listed.",
    retry: "never",
  },
  HMS_PLG_API_VERSION: {
    summary: "A connector speaks another version of the connector API than this hub.",
    hint: "Install a version of the connector, or of the hub, that fits the other.",
    retry: "never",
  },
  HMS_PLG_BAD_EXPORT: {
    summary: "A package or generated file does not export what its kind has to.",
    hint: "A connector's default export is its factory, a transport package exports `transport`, an event pack its events.",
    retry: "never",
  },
  HMS_PLG_OPTIONS: {
    summary: "A connector refused the options that the configuration gives it.",
    hint: "Correct every option listed.",
    retry: "never",
  },
  HMS_PLG_ID_MISMATCH: {
    summary: "A connector's code has another id than its package.json, or than the configuration asked for.",
    hint: "Build the package again, or ask its author to.",
    retry: "never",
  },
  HMS_PLG_DUPLICATE_ID: {
    summary: "Two connectors of the configuration have the same id.",
    hint: "Give one of them another `id` in the configuration.",
    retry: "never",
  },
  HMS_PLG_DUPLICATE_EVENT: {
    summary: "Two event packs define an event of the same name.",
    hint: "List only one of the packs, or rename the event in one of them.",
    retry: "never",
  },
  HMS_PLG_LOAD_FAILED: {
    summary: "The code of a connector, transport or event pack threw an error while it was loaded.",
    hint: "Look at the place named; build or generate the package again.",
    retry: "never",
  },
});
