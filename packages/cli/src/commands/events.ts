import { type EventDefinition, type EventPath, HmsSyncError, nearestNames } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { print } from "../output/print.ts";
import { type Column, renderTable } from "../output/table.ts";

/** `hms-sync events [EVENT]`: what a manifest can map. */
export async function runEvents(invocation: Invocation): Promise<ExitCode> {
  const { hmsEvents } = await import("@hms-sync/events");
  const name = invocation.optionalArgument("event");
  if (name === undefined) {
    printEvents(invocation, hmsEvents);
    return EXIT_CODES.fine;
  }
  const event = hmsEvents.find((candidate) => candidate.name === name);
  if (event === undefined) {
    const near = nearestNames(
      name,
      hmsEvents.map((candidate) => candidate.name),
    );
    throw new HmsSyncError("HMS_EVT_UNKNOWN", `there is no event ${name}`, {
      hint: near.length === 0 ? "`hms-sync events` lists them all" : `did you mean ${near.join(" or ")}?`,
    });
  }
  printPaths(invocation, event);
  return EXIT_CODES.fine;
}

function printEvents(invocation: Invocation, events: readonly EventDefinition[]): void {
  const rows = [...events].sort((left, right) => (left.name < right.name ? -1 : 1));
  const columns: readonly Column<EventDefinition>[] = [
    { title: "event", text: (event) => event.name, paint: invocation.style.name },
    { title: "entity", text: (event) => event.entity },
    { title: "key", text: (event) => event.key },
    { title: "change", text: (event) => event.change },
    { title: "version", align: "right", text: (event) => event.version },
    { title: "paths", align: "right", text: (event) => event.paths.length },
  ];
  print(
    invocation,
    {
      events: rows.map(({ name, entity, key, change, version }) => ({ name, entity, key, change, version })),
    },
    () => renderTable(columns, rows, invocation.style),
  );
}

function printPaths(invocation: Invocation, event: EventDefinition): void {
  const { style } = invocation;
  const columns: readonly Column<EventPath>[] = [
    { title: "path", text: (path) => path.path, paint: style.name },
    { title: "type", text: (path) => path.type },
    { title: "", text: (path) => (path.optional ? "optional" : "required") },
    { title: "pii", text: (path) => (path.pii ? "pii" : ""), paint: style.warning },
    { title: "limits", text: limits },
  ];
  const { name, entity, key, change, version, paths } = event;
  print(invocation, { name, entity, key, change, version, paths }, () =>
    [
      `${style.bold(name)}  ${style.dim(`entity ${entity}, key ${key}, ${change}, version ${version}`)}\n\n`,
      renderTable(columns, paths, style),
    ].join(""),
  );
}

function limits(path: EventPath): string {
  return [
    ...(path.each === undefined ? [] : [`each of ${path.each}`]),
    ...(path.maxLength === undefined ? [] : [`at most ${path.maxLength} characters`]),
    ...(path.minimum === undefined ? [] : [`from ${path.minimum}`]),
    ...(path.maximum === undefined || path.maximum === Number.MAX_SAFE_INTEGER ? [] : [`to ${path.maximum}`]),
    ...(path.enum === undefined ? [] : [path.enum.join(" | ")]),
    ...(path.format === undefined ? [] : [path.format]),
  ].join(", ");
}
