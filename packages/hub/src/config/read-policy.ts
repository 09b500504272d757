import type { PolicyOverrides } from "@hms-sync/connector-api";
import { fileNameFaults } from "@hms-sync/core";
import type { ConfigReader, Place } from "./config-reader.ts";

/** Groups of a connector's policy that a configuration may replace in part. */
const POLICY_GROUPS = ["order", "dedupe", "retry", "file", "ack"] as const;

/** Groups of a manifest that this version of the hub does not have. */
const NOT_BUILT = ["batch", "window"] as const;

export const POLICY_NAMES = [...POLICY_GROUPS, ...NOT_BUILT] as const;

type Groups = Partial<Record<(typeof POLICY_NAMES)[number], Place>>;

/** Reads what an entry says about policies; what it does not mention stays as the manifest has it. */
export function readPolicy(reader: ConfigReader, groups: Groups): PolicyOverrides {
  for (const name of NOT_BUILT) {
    const place = groups[name];
    if (place !== undefined) {
      reader.fault(place, "is not supported by this version", {
        of: "name",
        hint: "Take it out; it is refused so that nothing is skipped in silence.",
      });
    }
  }
  return withoutAbsent({
    order: readOrder(reader, groups.order),
    dedupe: readDedupe(reader, groups.dedupe),
    retry: readRetry(reader, groups.retry),
    file: readFile(reader, groups.file),
    ack: readAck(reader, groups.ack),
  }) as PolicyOverrides;
}

function readOrder(reader: ConfigReader, place: Place | undefined): object | undefined {
  const members = reader.members(place, ["key", "after", "onReject"]);
  return (
    members &&
    withoutAbsent({
      key: reader.word(members.key, ["entity", "none"]),
      after: reader.word(members.after, ["sent", "acked"]),
      onReject: reader.word(members.onReject, ["continue", "park"]),
    })
  );
}

function readDedupe(reader: ConfigReader, place: Place | undefined): object | false | undefined {
  if (place?.value === false) return false;
  const members = reader.members(place, ["by", "window"]);
  if (members === undefined || place === undefined) return undefined;
  if (members.by === undefined) {
    reader.fault(place, "needs `by`: packet, or a list of paths");
    return undefined;
  }
  const windowMs = reader.durationMs(members.window);
  if (Array.isArray(members.by.value)) {
    const by = reader.items(members.by)?.flatMap((item) => reader.text(item, "a path of the event") ?? []);
    return withoutAbsent({ by, windowMs });
  }
  const by = reader.word(members.by, ["packet"]);
  return by && { by };
}

function readRetry(reader: ConfigReader, place: Place | undefined): object | undefined {
  const members = reader.members(place, ["delays", "jitter", "maxAge"]);
  return (
    members &&
    withoutAbsent({
      delaysMs: reader.items(members.delays)?.flatMap((item) => reader.durationMs(item) ?? []),
      jitter: reader.number(members.jitter, 0, 1),
      maxAgeMs: reader.durationMs(members.maxAge),
    })
  );
}

function readFile(reader: ConfigReader, place: Place | undefined): object | undefined {
  const members = reader.members(place, ["name", "marker"]);
  const name = reader.text(members?.name, "the pattern of a file name");
  if (name !== undefined) for (const message of fileNameFaults(name)) reader.fault(members!.name!, message);
  return members && withoutAbsent({ name, marker: reader.text(members.marker) });
}

function readAck(reader: ConfigReader, place: Place | undefined): object | undefined {
  const members = reader.members(place, ["folder", "pattern", "poll", "deadline", "then"]);
  return (
    members &&
    withoutAbsent({
      folder: reader.text(members.folder),
      pattern: reader.text(members.pattern),
      pollMs: reader.durationMs(members.poll),
      deadlineMs: reader.durationMs(members.deadline),
      // biome-ignore lint/suspicious/noThenProperty: the manifest calls it so, and its value is no function
      then: reader.word(members.then, ["archive", "delete", "keep"]),
    })
  );
}

/** Members that are undefined would replace those of the manifest. */
function withoutAbsent(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
