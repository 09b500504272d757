import type { BoundConnector, BoundRecord } from "../bind/bound.ts";
import { emitRecord } from "../record/emit-record.ts";
import { connectorContract } from "./contract-hash.ts";
import { emitBinding } from "./emit-binding.ts";
import { emitConnector } from "./emit-connector.ts";
import { emitFields } from "./emit-fields.ts";
import { emitMapping } from "./emit-mapping.ts";
import { type EmittedFile, headerLine } from "./emitted-file.ts";
import { baseName } from "./names.ts";
import { type RecordNames, recordNames } from "./record-names.ts";

/**
 * Every file of one connector, as it belongs into `generated/`.
 *
 * @param manifestName file name of the manifest, without folders: the header names it
 * @param packs event packs besides the HMS events, as generated code imports them
 */
export function emitConnectorFiles(
  connector: BoundConnector,
  manifestName: string,
  packs: readonly string[],
): EmittedFile[] {
  const base = baseName(manifestName);
  const header = headerLine(manifestName, connectorContract(connector));
  const { record, ack } = connector;
  const names = recordNames(record.shape.name);
  const answer = ack === null ? null : recordNames(ack.record.shape.name);
  const files: EmittedFile[] = [
    { name: `${base}.binding.gen.ts`, text: emitBinding(connector, base, header, names, packs) },
    { name: `${base}.connector.gen.ts`, text: emitConnector(connector, base, header, answer) },
    { name: `${base}.fields.gen.ts`, text: emitFields(connector, base, header, names) },
    { name: `${base}.mapping.gen.ts`, text: emitMapping(connector, base, header, names) },
    { name: `${base}.record.gen.ts`, text: recordFile(record, names, header) },
  ];
  if (ack !== null && answer !== null) {
    files.unshift({ name: `${base}.answer.record.gen.ts`, text: recordFile(ack.record, answer, header) });
  }
  return files;
}

function recordFile({ shape, settings, source }: BoundRecord, names: RecordNames, header: string): string {
  return emitRecord({ shape, settings, source, names, header }).text;
}
