import { entries } from "../catalogue-entry.ts";

/** MAN: the text of a manifest. */
export const manifestErrors = entries({
  HMS_MAN_SYNTAX: {
    summary: "A manifest is not readable YAML.",
    hint: "Correct the YAML at the position shown.",
    retry: "never",
  },
  HMS_MAN_UNKNOWN_KEY: {
    summary: "A manifest has a key that does not exist there.",
    hint: "Check the spelling, or take the key out.",
    retry: "never",
  },
  HMS_MAN_DUPLICATE: {
    summary: "A manifest gives the same key twice.",
    hint: "Keep one of the two.",
    retry: "never",
  },
  HMS_MAN_UNSUPPORTED: {
    summary: "A manifest uses something that this version of the generator does not build yet.",
    hint: "Take it out for now; it is refused so that nothing is skipped in silence.",
    retry: "never",
  },
  HMS_MAN_MISSING: {
    summary: "A manifest lacks a key that it needs.",
    hint: "Add the key.",
    retry: "never",
  },
  HMS_MAN_VALUE: {
    summary: "A value in a manifest does not have the form that its key asks for.",
    hint: "Write one of the forms that the message names.",
    retry: "never",
  },
  HMS_MAN_SECRET: {
    summary: "A manifest holds a secret in the clear.",
    hint: "Write `env:NAME` or `file:PATH`; the secret is read when the hub starts.",
    retry: "never",
  },
  HMS_MAN_FILE: {
    summary: "A file that a manifest names cannot be read.",
    hint: "Check the path; it is taken from the manifest's own folder.",
    retry: "never",
  },
  HMS_MAN_RECORD: {
    summary: "A manifest does not say which record of its source is meant, or names one that is not there.",
    hint: "Name a record of the source under `record`.",
    retry: "never",
  },
});
