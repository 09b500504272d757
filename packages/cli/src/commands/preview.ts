import {
  type EventDefinition,
  HmsSyncError,
  hasErrors,
  isHmsSyncError,
  nearestNames,
} from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";
import { generatorInput } from "../generator/generator-input.ts";
import { print } from "../output/print.ts";
import { rulerText } from "../output/ruler-text.ts";
import { badRecords, renderBadRecord } from "../records/bad-record.ts";
import { createExamine } from "../records/examine-record.ts";
import { readText } from "../records/open-input.ts";
import { parsePayload } from "../records/parse-payload.ts";

/** `hms-sync preview MANIFEST --event E --payload F`: the record that a hub would send, byte by byte. */
export async function runPreview(invocation: Invocation): Promise<ExitCode> {
  const { session, style } = invocation;
  const file = invocation.argument("manifest");
  const { loadConnector } = await import("@hms-sync/gen");
  const input = await generatorInput({ ...invocation, argumentList: () => [file] });
  const { connector, events, findings } = await loadConnector({ ...input, manifest: file });
  if (connector === undefined || hasErrors(findings)) {
    throw new HmsSyncError("HMS_CLI_MANIFEST", `${file} cannot be used`, { findings });
  }
  const name = invocation.text("event")!;
  const binding = connector.bindings.find((candidate) => candidate.event === name);
  const definition = events.get(name);
  if (binding === undefined || definition === undefined) {
    const mapped = connector.bindings.map(({ event }) => event);
    const near = nearestNames(name, mapped);
    const known = `it maps ${mapped.join(", ")}`;
    throw usageError(
      `${file} maps no event ${name}`,
      near.length > 0 ? `did you mean ${near.join(" or ")}?` : known,
    );
  }
  const source = invocation.text("payload") ?? "-";
  const payload = validated(definition, parsePayload(await readText(source, session), source));
  const { entityKey, piiToStrip, withoutPaths } = await import("@hms-sync/core");
  const image = withoutPaths(payload, piiToStrip(definition, connector.bindings));
  const packet = {
    id: "preview",
    event: name,
    key: entityKey(definition, image),
    occurredAt: new Date(session.clock.now()).toISOString(),
    baseVersion: 0,
  };
  const { shape, settings } = connector;
  try {
    const bytes = binding.codec.encode(binding.map(image, { packet }));
    const examine = await createExamine({ shape, codec: binding.codec, settings, file: connector.source });
    const examined = examine(bytes);
    print(invocation, { event: name, key: packet.key, ...examined }, () =>
      [
        `${style.bold(name)} ${style.dim(`of ${packet.key} to`)} ${examined.record ?? "the record"}`,
        `${style.dim(`, ${examined.length} bytes, ${settings.codePage}`)}\n\n${rulerText(examined.fields, style)}`,
      ].join(""),
    );
    return EXIT_CODES.fine;
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_REC_INVALID")) throw error;
    const faults = badRecords(1, error.problems);
    print(invocation, { event: name, key: packet.key, problems: faults }, () =>
      faults.map((fault) => renderBadRecord(fault, connector.source, style)).join(""),
    );
    return EXIT_CODES.failed;
  }
}

/** As the hub's intake does. */
function validated(definition: EventDefinition, payload: unknown): unknown {
  const result = definition.validate(payload);
  if (result.ok) return result.value;
  const count = result.faults.length;
  const message = `the payload of ${definition.name} has ${count} fault${count === 1 ? "" : "s"}`;
  throw new HmsSyncError("HMS_EVT_INVALID", message, {
    problems: result.faults,
    hint: "Correct every path listed.",
  });
}
