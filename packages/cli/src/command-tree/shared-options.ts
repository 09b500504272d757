import type { OptionSpec } from "../command-line/command-spec.ts";

/** Every command takes these; the parser adds them. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { name: "json", summary: "Print JSON for programs; the same as --format json" },
  { name: "format", value: "FORMAT", choices: ["text", "json"], summary: "How to print", default: "text" },
];

/** How to reach a hub. */
export const HUB_OPTIONS: readonly OptionSpec[] = [
  {
    name: "url",
    value: "URL",
    summary: "Address of the hub",
    default: "http://127.0.0.1:8787",
    environment: "HMS_SYNC_URL",
  },
  { name: "key", value: "KEY", summary: "Key of the hub's API", environment: "HMS_SYNC_KEY" },
];

/** Instead of asking a hub. */
export const DATA_OPTION: OptionSpec = {
  name: "data",
  value: "DIR",
  summary: "Read a stopped hub's data folder instead of asking a hub",
};

/** The hub's configuration, where a command reads it. */
export const CONFIG_OPTION: OptionSpec = {
  name: "config",
  value: "FILE",
  summary: "The hub's configuration",
  default: "hms-sync.config.ts or hms-sync.config.yaml in this folder",
};

/** Narrow down packets or deliveries. */
export const FILTER_OPTIONS: readonly OptionSpec[] = [
  { name: "event", value: "EVENT", summary: "Only this event" },
  { name: "connector", value: "ID", summary: "Only this connector" },
  { name: "entity", value: "KEY", summary: "Only about this entity, for example ticket:42" },
  { name: "since", value: "TIME", summary: "Not older: a duration (24h) or an RFC 3339 time" },
  { name: "until", value: "TIME", summary: "Not newer: a duration (1h) or an RFC 3339 time" },
];
