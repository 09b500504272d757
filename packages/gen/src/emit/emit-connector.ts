import type { BoundConnector } from "../bind/bound.ts";
import { eventNames } from "./names.ts";
import { printValue, raw, sortKeys } from "./print-value.ts";
import type { RecordNames } from "./record-names.ts";
import { fillTemplate } from "./templates.ts";

/** `<base>.connector.gen.ts`: the manifest as data, every duration in ms. */
export function emitConnector(
  connector: BoundConnector,
  base: string,
  header: string,
  answer: RecordNames | null,
): string {
  const { manifest } = connector;
  const bindings = connector.events.map((event) => eventNames(event.definition.name, base).binding);
  const definition = {
    id: manifest.id,
    protocol: manifest.protocol,
    endpoint: manifest.endpoint,
    password: manifest.password ?? undefined,
    bindings: bindings.map(raw),
    policy: {
      order: manifest.order,
      dedupe: manifest.dedupe,
      retry: manifest.retry,
      file: manifest.filePolicy,
      ack: ackPolicy(connector, answer),
    },
    settings: sortKeys(manifest.settings ?? undefined),
  };
  return fillTemplate("connector.ts", {
    header,
    base,
    answer,
    bindings,
    id: manifest.id,
    definition: printValue(definition, 0, 48),
  });
}

function ackPolicy({ manifest, ack }: BoundConnector, answer: RecordNames | null): object {
  const { policy, layout } = manifest.ack;
  if (ack === null || answer === null) return policy;
  return {
    from: policy.from,
    folder: policy.folder,
    pattern: policy.pattern,
    codec: raw(answer.codec),
    framing: layout?.framing,
    match: sortKeys(ack.match),
    accepted: sortKeys(ack.accepted),
    reason: ack.reason ?? undefined,
    pollMs: policy.pollMs,
    deadlineMs: policy.deadlineMs,
    // biome-ignore lint/suspicious/noThenProperty: the manifest calls it so, and its value is no function
    then: policy.then,
  };
}
