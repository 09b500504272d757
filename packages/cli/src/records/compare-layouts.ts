import type { LayoutNode, RecordShape } from "@hms-sync/gen/source";
import { typeName } from "./layout-items.ts";

/** What became of a field: `meaning` is its VALUE or its conditions, which change no byte of what is given. */
export type ChangeKind =
  | "added"
  | "removed"
  | "renamed"
  | "moved"
  | "length"
  | "type"
  | "occurs"
  | "redefines"
  | "meaning";

/** One difference between two versions of a copybook. */
export interface LayoutChange {
  readonly change: ChangeKind;
  /** `record` is a whole record: it came, went, or has another length. */
  readonly what: "field" | "record";
  /** COBOL names from the record down; of the new version where the field is in both. */
  readonly path: string;
  /** As they were and as they are: a name, bytes, a type in words. Absent where there is none. */
  readonly from?: string | number;
  readonly to?: string | number;
  /** Bytes that it moved or grew by. */
  readonly by?: number;
  /** Bytes written or read by one version mean something else in the other, or mappings lose the name. */
  readonly breaking: boolean;
}

/** Compares two versions of a copybook, record by record, in the order of the new one; what is gone comes last. */
export function compareLayouts(
  before: readonly RecordShape[],
  after: readonly RecordShape[],
): LayoutChange[] {
  const changes: LayoutChange[] = [];
  const gone = new Set(before);
  for (const record of after) {
    const old = partnerOf(record, before, after);
    if (old === undefined) {
      changes.push({
        change: "added",
        what: "record",
        path: nameOf(record),
        to: record.length,
        breaking: false,
      });
      continue;
    }
    gone.delete(old);
    changes.push(...compareRecords(old, record));
  }
  for (const record of gone) {
    changes.push({
      change: "removed",
      what: "record",
      path: nameOf(record),
      from: record.length,
      breaking: true,
    });
  }
  return changes;
}

/** The record of the same name; a single record is the same one under another name. */
function partnerOf(
  record: RecordShape,
  before: readonly RecordShape[],
  after: readonly RecordShape[],
): RecordShape | undefined {
  const same = before.find((candidate) => candidate.name === record.name);
  return same ?? (before.length === 1 && after.length === 1 ? before[0] : undefined);
}

function nameOf(record: RecordShape): string {
  return record.name ?? "(no 01 level)";
}

function compareRecords(before: RecordShape, after: RecordShape): LayoutChange[] {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  const renamed = renamedFields(old, now);
  const gone = new Set(old.keys());
  const changes: LayoutChange[] = [];
  if (before.name !== after.name) {
    const names = { from: nameOf(before), to: nameOf(after) };
    changes.push({ change: "renamed", what: "record", path: nameOf(after), ...names, breaking: true });
  }
  if (before.length !== after.length) changes.push(lengthChange("record", nameOf(after), before, after));
  for (const [key, node] of now) {
    const partner = old.has(key) ? key : renamed.get(key);
    if (partner === undefined) {
      changes.push({ change: "added", what: "field", path: node.path, to: node.offset, breaking: false });
      continue;
    }
    gone.delete(partner);
    const was = old.get(partner)!;
    if (partner !== key) {
      const names = { from: was.name!, to: node.name! };
      changes.push({ change: "renamed", what: "field", path: node.path, ...names, breaking: true });
    }
    changes.push(...compareNodes(was, node));
  }
  for (const key of gone) {
    const node = old.get(key)!;
    changes.push({ change: "removed", what: "field", path: node.path, from: node.offset, breaking: true });
  }
  return changes;
}

/** Named items by their path inside the record. */
function fieldsOf(shape: RecordShape): Map<string, LayoutNode> {
  const fields = new Map<string, LayoutNode>();
  const visit = (node: LayoutNode, path: string): void => {
    const here = node.name === null ? path : `${path}.${node.name}`;
    if (node.name !== null) fields.set(here, node);
    if (node.node === "group") for (const child of node.children) visit(child, here);
  };
  for (const child of shape.root.children) visit(child, "");
  return fields;
}

/** New names of fields that stand where a field stood that is gone, and are otherwise the same. */
function renamedFields(
  old: ReadonlyMap<string, LayoutNode>,
  now: ReadonlyMap<string, LayoutNode>,
): Map<string, string> {
  const free = new Map<string, string>();
  for (const [key, node] of old) if (!now.has(key)) free.set(placeOf(key, node), key);
  const found = new Map<string, string>();
  for (const [key, node] of now) {
    if (old.has(key)) continue;
    const partner = free.get(placeOf(key, node));
    if (partner !== undefined) found.set(key, partner);
  }
  return found;
}

function placeOf(key: string, node: LayoutNode): string {
  const parent = key.slice(0, key.lastIndexOf("."));
  return JSON.stringify([parent, node.offset, node.length, kindOf(node), occursOf(node)]);
}

function compareNodes(before: LayoutNode, after: LayoutNode): LayoutChange[] {
  const changes: LayoutChange[] = [];
  const { path } = after;
  if (before.offset !== after.offset) {
    const places = { from: before.offset, to: after.offset, by: after.offset - before.offset };
    changes.push({ change: "moved", what: "field", path, ...places, breaking: true });
  }
  if (before.length !== after.length) changes.push(lengthChange("field", path, before, after));
  const pairs: readonly (readonly [ChangeKind, string, string, boolean])[] = [
    ["type", kindOf(before), kindOf(after), true],
    ["occurs", occursOf(before), occursOf(after), true],
    ["redefines", lastOf(before.redefines), lastOf(after.redefines), true],
    ["meaning", meaningOf(before), meaningOf(after), false],
  ];
  for (const [change, from, to, breaking] of pairs) {
    if (from !== to) changes.push({ change, what: "field", path, from, to, breaking });
  }
  return changes;
}

function lengthChange(
  what: LayoutChange["what"],
  path: string,
  before: { readonly length: number },
  after: { readonly length: number },
): LayoutChange {
  const sizes = { from: before.length, to: after.length, by: after.length - before.length };
  return { change: "length", what, path, ...sizes, breaking: true };
}

/** `unsigned integer(4) COMP`; a group is a group. */
function kindOf(node: LayoutNode): string {
  if (node.node === "group") return "group";
  const { type } = node;
  const sign = type.kind === "number" && type.sign !== undefined ? ` sign ${type.sign}` : "";
  const mask = type.kind === "edited" ? ` ${type.mask}` : "";
  const right = type.kind === "text" && type.justified ? " right" : "";
  return `${typeName(type)} ${node.usage}${sign}${mask}${right}`;
}

function occursOf({ occurs }: LayoutNode): string {
  if (occurs === undefined) return "once";
  const times = occurs.min === occurs.max ? `${occurs.max}` : `${occurs.min}-${occurs.max}`;
  return `${times} times${occurs.dependingOn === undefined ? "" : ` by ${lastOf(occurs.dependingOn)}`}`;
}

function meaningOf(node: LayoutNode): string {
  const value = node.node === "item" && node.value !== null ? [`VALUE ${JSON.stringify(node.value)}`] : [];
  const conditions = (node.conditions ?? []).map(
    ({ name, values }) =>
      `${name} ${values.map((one) => [one.value, one.through].filter(Boolean).join("-")).join(", ")}`,
  );
  return [...value, ...conditions].join("; ") || "none";
}

function lastOf(path: string | undefined): string {
  return path === undefined ? "nothing" : path.slice(path.lastIndexOf(".") + 1);
}
