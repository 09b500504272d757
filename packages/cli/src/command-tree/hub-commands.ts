import { DELIVERY_STATES } from "@hms-sync/connector-api";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "../command-line/command-spec.ts";
import { CONFIG_OPTION, DATA_OPTION, FILTER_OPTIONS, HUB_OPTIONS } from "./shared-options.ts";

const RUN = "Run a hub:";
const PACKETS = "Send and follow packets:";

const CONNECTOR: ArgumentSpec = { name: "id", summary: "The connector", required: true };
const DELIVERIES: ArgumentSpec = {
  name: "id",
  summary: "Ids of deliveries, as `dead list` shows them",
  required: true,
  many: true,
};
const STATE: OptionSpec = {
  name: "state",
  value: "STATE",
  choices: DELIVERY_STATES,
  summary: "Only with a delivery in this state",
};
/** `--key` of `replay` is the entity's. */
const REPLAY_HUB_OPTIONS = HUB_OPTIONS.map((option) =>
  option.name === "key" ? { ...option, name: "hub-key" } : option,
);
const PAGE_OPTIONS: readonly OptionSpec[] = [
  { name: "limit", value: "COUNT", summary: "At most so many", default: "50" },
  { name: "cursor", value: "CURSOR", summary: "Go on after the page that gave this cursor" },
];

export const hubCommands: readonly CommandSpec[] = [
  {
    name: "start",
    group: RUN,
    summary: "Start a hub and keep it running",
    description:
      "Prints one line when it is ready. SIGTERM and Ctrl-C let what is being sent finish, up to 30 seconds; a second one ends at once. Nothing is lost either way.",
    options: [
      { ...CONFIG_OPTION, short: "c" },
      { name: "data", value: "DIR", summary: "Data folder, instead of the configuration's store" },
      {
        name: "listen",
        value: "HOST:PORT",
        summary: "Address, instead of the configuration's; port 0 is a free one",
      },
      {
        name: "log",
        value: "LEVEL",
        choices: ["debug", "info", "warn", "error"],
        summary: "What the log on standard error shows",
        default: "info",
      },
    ],
    examples: [{ line: "hms-sync start --config hms-sync.config.yaml", summary: "a hub for this folder" }],
    run: async (invocation) => (await import("../commands/start.ts")).runStart(invocation),
  },
  {
    name: "status",
    group: RUN,
    summary: "Show connectors and what waits for them",
    options: [...HUB_OPTIONS, DATA_OPTION],
    run: async (invocation) => (await import("../commands/status.ts")).runStatus(invocation),
  },
  {
    name: "connectors",
    group: RUN,
    summary: "List, test, pause and resume connectors",
    subcommands: [
      {
        name: "list",
        summary: "List the hub's connectors",
        options: HUB_OPTIONS,
        run: async (invocation) => (await import("../commands/connectors.ts")).runConnectorsList(invocation),
      },
      {
        name: "test",
        summary: "Test the connection, step by step, and leave no trace",
        arguments: [CONNECTOR],
        options: HUB_OPTIONS,
        run: async (invocation) => (await import("../commands/connectors.ts")).runConnectorsTest(invocation),
      },
      {
        name: "pause",
        summary: "Send nothing more until resumed; packets wait",
        arguments: [CONNECTOR],
        options: HUB_OPTIONS,
        run: async (invocation) => (await import("../commands/connectors.ts")).runConnectorsPause(invocation),
      },
      {
        name: "resume",
        summary: "Send again what waits",
        arguments: [CONNECTOR],
        options: HUB_OPTIONS,
        run: async (invocation) =>
          (await import("../commands/connectors.ts")).runConnectorsResume(invocation),
      },
      {
        name: "drain",
        summary: "Finish what is being sent, then pause",
        arguments: [CONNECTOR],
        options: HUB_OPTIONS,
        run: async (invocation) => (await import("../commands/connectors.ts")).runConnectorsDrain(invocation),
      },
    ],
  },
  {
    name: "trigger",
    group: PACKETS,
    summary: "Hand an event to the hub",
    arguments: [
      { name: "event", summary: "Name of the event, for example appointment.created", required: true },
    ],
    options: [
      { name: "payload", value: "FILE", required: true, summary: "JSON payload; - is standard input" },
      {
        name: "idempotency-key",
        value: "KEY",
        summary: "The same key and payload again gives the first packet back",
      },
      { name: "wait", summary: "Wait until every connector has its answer; exit 1 unless all took it" },
      ...HUB_OPTIONS,
    ],
    examples: [
      {
        line: "hms-sync trigger appointment.created --payload ticket.json",
        summary: "one event from a file",
      },
    ],
    run: async (invocation) => (await import("../commands/trigger.ts")).runTrigger(invocation),
  },
  {
    name: "replay",
    group: PACKETS,
    summary: "Send stored packets again",
    options: [
      { name: "event", value: "EVENT", summary: "Only this event" },
      {
        name: "since",
        value: "TIME",
        required: true,
        summary: "Not older: a duration (24h) or an RFC 3339 time",
      },
      { name: "until", value: "TIME", summary: "Not newer: a duration (1h) or an RFC 3339 time" },
      { name: "connector", value: "ID", summary: "Only to this connector" },
      { name: "key", value: "KEY", summary: "Only this entity, for example ticket:42" },
      { ...STATE, summary: "Only deliveries in this state" },
      {
        name: "mode",
        value: "MODE",
        choices: ["remap", "as-sent"],
        summary: "Map the stored image again, or send the stored bytes",
        default: "remap",
      },
      { name: "dry-run", summary: "Count what would be sent, send nothing" },
      ...REPLAY_HUB_OPTIONS,
    ],
    examples: [
      {
        line: "hms-sync replay --event appointment.created --since 24h --dry-run",
        summary: "what the last day would be",
      },
    ],
    run: async (invocation) => (await import("../commands/replay.ts")).runReplay(invocation),
  },
  {
    name: "packets",
    group: PACKETS,
    summary: "List packets and show what became of them",
    subcommands: [
      {
        name: "list",
        summary: "List packets, newest first",
        options: [...FILTER_OPTIONS, STATE, ...PAGE_OPTIONS, ...HUB_OPTIONS, DATA_OPTION],
        examples: [
          { line: "hms-sync packets list --state rejected --since 1d", summary: "what was refused today" },
        ],
        run: async (invocation) => (await import("../commands/packets.ts")).runPacketsList(invocation),
      },
      {
        name: "show",
        summary: "Show one packet with its deliveries and attempts",
        arguments: [{ name: "id", summary: "The packet", required: true }],
        options: [...HUB_OPTIONS, DATA_OPTION],
        run: async (invocation) => (await import("../commands/packets.ts")).runPacketsShow(invocation),
      },
    ],
  },
  {
    name: "dead",
    group: PACKETS,
    summary: "Look after deliveries that stopped trying",
    subcommands: [
      {
        name: "list",
        summary: "List dead deliveries, newest first",
        options: [...FILTER_OPTIONS, ...PAGE_OPTIONS, ...HUB_OPTIONS, DATA_OPTION],
        run: async (invocation) => (await import("../commands/dead.ts")).runDeadList(invocation),
      },
      {
        name: "retry",
        summary: "Try dead or rejected deliveries again",
        arguments: [DELIVERIES],
        options: HUB_OPTIONS,
        run: async (invocation) => (await import("../commands/dead.ts")).runDeadRetry(invocation),
      },
      {
        name: "discard",
        summary: "Give deliveries up; they stay in the log",
        arguments: [DELIVERIES],
        options: HUB_OPTIONS,
        run: async (invocation) => (await import("../commands/dead.ts")).runDeadDiscard(invocation),
      },
    ],
  },
];
