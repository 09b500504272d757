import { entries } from "../catalogue-entry.ts";

/** GEN: generated code and its comparison with what lies on disk. */
export const generateErrors = entries({
  HMS_GEN_NO_MANIFEST: {
    summary: "There is no manifest to generate from.",
    hint: "Run it in a folder with a `*.connector.yaml`, or name the manifest.",
    retry: "never",
  },
  HMS_GEN_EVENTS: {
    summary: "A module named as an event pack exports no events.",
    hint: "Export the pack's definitions as an array of `defineEvent` results.",
    retry: "never",
  },
  HMS_GEN_TYPE: {
    summary: "The compiler refuses code generated from a rule of the manifest.",
    hint: "Correct the rule, or the transform that it uses.",
    retry: "never",
  },
  HMS_GEN_MISSING: {
    summary: "A generated file is missing.",
    hint: "Run `npm run generate` and commit the file.",
    retry: "never",
  },
  HMS_GEN_STALE: {
    summary: "A generated file differs from what the manifest gives today.",
    hint: "Run `npm run generate` and commit the file.",
    retry: "never",
  },
  HMS_GEN_EXTRA: {
    summary: "A generated file belongs to no manifest any more.",
    hint: "Run `npm run generate`, which removes it.",
    retry: "never",
  },
});
