import { entries } from "../catalogue-entry.ts";

/** CLI: the command line. */
export const cliErrors = entries({
  HMS_CLI_USAGE: {
    summary: "The command line names a command, option or value that does not exist, or leaves one out.",
    hint: "See `hms-sync --help`, or add --help to the command.",
    retry: "never",
  },
  HMS_CLI_FILE: {
    summary: "A file that the command line names cannot be read or written.",
    hint: "Check the path and its permissions; - is standard input or output.",
    retry: "never",
  },
  HMS_CLI_JSON: {
    summary: "Input that should be JSON is not.",
    hint: "Correct it at the line and column shown.",
    retry: "never",
  },
  HMS_CLI_COPYBOOK: {
    summary: "A copybook with errors cannot encode or decode records.",
    hint: "Correct the copybook at the places shown; `hms-sync layout` checks it.",
    retry: "never",
  },
  HMS_CLI_MANIFEST: {
    summary: "A manifest with errors cannot be previewed.",
    hint: "Correct the manifest at the places shown; `hms-sync check` checks it.",
    retry: "never",
  },
  HMS_CLI_INTERNAL: {
    summary: "A bug of HMS Sync.",
    hint: "Please report it with the lines above; they hold no payload values.",
    retry: "never",
  },
});
