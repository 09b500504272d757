import type { ArgumentSpec, CommandSpec } from "../command-line/command-spec.ts";

const GROUP = "Build connectors:";

const MANIFESTS: ArgumentSpec = {
  name: "manifest",
  summary: "Manifests (*.connector.yaml); all below this folder when none is given",
  required: false,
  many: true,
};

export const generatorCommands: readonly CommandSpec[] = [
  {
    name: "generate",
    group: GROUP,
    summary: "Generate typed connector code from manifests",
    description: "Nothing is written while any manifest has an error.",
    arguments: [MANIFESTS],
    options: [
      { name: "check", summary: "Write nothing; fail when generated files are missing, stale or edited" },
      { name: "watch", summary: "Generate again whenever a manifest or what it reads changes" },
    ],
    examples: [
      { line: "hms-sync generate", summary: "every manifest below this folder" },
      { line: "hms-sync generate --check", summary: "in CI" },
    ],
    run: async (invocation) => (await import("../commands/generate.ts")).runGenerate(invocation),
  },
  {
    name: "check",
    group: GROUP,
    summary: "Check manifests against layouts and events, write nothing",
    arguments: [MANIFESTS],
    examples: [{ line: "hms-sync check dmv.connector.yaml --json", summary: "findings for an editor" }],
    run: async (invocation) => (await import("../commands/check.ts")).runCheck(invocation),
  },
  {
    name: "events",
    group: GROUP,
    summary: "List the events a manifest can map, and their paths",
    arguments: [{ name: "event", summary: "Show the paths of this event", required: false }],
    examples: [{ line: "hms-sync events appointment.created", summary: "paths, types and limits" }],
    run: async (invocation) => (await import("../commands/events.ts")).runEvents(invocation),
  },
];
