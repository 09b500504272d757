import { entries } from "../catalogue-entry.ts";

/** MAP: rules from HMS paths to external fields. */
export const mappingErrors = entries({
  HMS_MAP_UNKNOWN_EVENT: {
    summary: "A manifest maps an event that no event pack defines.",
    hint: "Check the spelling, or name the event pack that defines it.",
    retry: "never",
  },
  HMS_MAP_UNKNOWN_PATH: {
    summary: "A rule reads a path that the event does not have.",
    hint: "Use a path of the event.",
    retry: "never",
  },
  HMS_MAP_UNKNOWN_FIELD: {
    summary: "A rule names a field that the outside record does not have.",
    hint: "Use a field of the layout, with `_` for `-`.",
    retry: "never",
  },
  HMS_MAP_AMBIGUOUS: {
    summary: "A rule names a field by a short name that several fields of the record have.",
    hint: "Write the field with its groups, joined by dots.",
    retry: "never",
  },
  HMS_MAP_UNKNOWN_TRANSFORM: {
    summary: "A rule uses a transform that is neither built in nor exported by src/transforms.ts.",
    hint: "Export a function of that name from src/transforms.ts of the package.",
    retry: "never",
  },
  HMS_MAP_TYPE: {
    summary: "A value's type does not fit the external field.",
    hint: "Map another path, or put a transform between with `use`.",
    retry: "never",
  },
  HMS_MAP_NULLABLE: {
    summary: "A value that may be absent is mapped to an external field that must have one.",
    hint: "Give the rule a `default`.",
    retry: "never",
  },
  HMS_MAP_MISSING: {
    summary: "An external field that must have a value is not mapped.",
    hint: "Add a rule for every field listed.",
    retry: "never",
  },
  HMS_MAP_TOO_LONG: {
    summary: "A constant, a default or a member of an enumeration cannot fit the external field.",
    hint: "Shorten it, or choose another field.",
    retry: "never",
  },
  HMS_MAP_ENCODING: {
    summary: "A constant or a default has a character that the record's code page does not have.",
    hint: "Write it with characters of the code page.",
    retry: "never",
  },
  HMS_MAP_MAY_NOT_FIT: {
    summary: "A value may be too long or too large for the external field (a warning).",
    hint: "Choose `overflow: reject`, `truncate` or `round`.",
    retry: "never",
  },
  HMS_MAP_PII: {
    summary: "A rule sends personal data that the manifest does not allow, or allows and drops at once.",
    hint: "Drop the path, or give the reason under `allowPii`.",
    retry: "never",
  },
  HMS_MAP_PII_UNDECIDED: {
    summary: "The manifest does not say what happens to a path with personal data.",
    hint: "List the path under `drop`, or give the reason for sending it under `allowPii`.",
    retry: "never",
  },
  HMS_MAP_DUPLICATE: {
    summary: "Two rules speak about the same field or path.",
    hint: "Keep one of the two.",
    retry: "never",
  },
  HMS_MAP_INVALID: {
    summary: "The rules of a connector made in code have faults.",
    hint: "Correct every rule listed; each is given with its own code.",
    retry: "never",
  },
  HMS_MAP_TABLE: {
    summary: "A rule made in code names a field that stands in a table.",
    hint: "Leave the field out of the rules.",
    retry: "never",
  },
  HMS_MAP_TRANSFORM: {
    summary: "A transform got a value of another form than it works on; the delivery is rejected.",
    hint: "Correct the value in HMS, or use another transform.",
    retry: "never",
  },
});
