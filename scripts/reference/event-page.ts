import type { EventPath } from "@hms-sync/connector-api";
import { hmsEvents } from "@hms-sync/events";

function constraints(path: EventPath): string {
  return [
    path.optional ? "optional" : "required",
    ...(path.pii ? ["**PII**"] : []),
    ...(path.maxLength === undefined ? [] : [`at most ${path.maxLength} characters`]),
    ...(path.enum === undefined ? [] : [path.enum.map((value) => `\`${value}\``).join(", ")]),
    ...(path.format === undefined ? [] : [path.format]),
  ].join("; ");
}

/** The page of every HMS event with its paths. */
export function eventPage(): string {
  const lines = [
    "# HMS events",
    "",
    "The events of `@hms-sync/events` and the paths that a mapping may read.",
  ];
  for (const event of hmsEvents) {
    lines.push(
      "",
      `## ${event.name}`,
      "",
      `Entity \`${event.entity}\`, key \`${event.key}\`, version ${event.version}.`,
    );
    lines.push("", "| path | type | |", "|---|---|---|");
    for (const path of event.paths) lines.push(`| \`${path.path}\` | ${path.type} | ${constraints(path)} |`);
  }
  return `${lines.join("\n")}\n`;
}
