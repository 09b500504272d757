import { isHmsSyncError } from "@hms-sync/connector-api";
import { loadCodec } from "@hms-sync/gen/record";
import type { ItemNode, LayoutNode, ProfileSettings, RecordShape } from "@hms-sync/gen/source";

/** Reads the counters of a record that as a whole cannot be read: elements by the path of the counter. */
export type CounterReader = (bytes: Uint8Array) => ReadonlyMap<string, number>;

/**
 * A reader of those counters that stand at a fixed place: outside tables and in front of every table that depends on one.
 * A counter that cannot be read is left out.
 */
export async function counterReader(
  shape: RecordShape,
  settings: ProfileSettings,
  file: string,
): Promise<CounterReader> {
  const wanted = new Set<string>();
  walk(shape.root, true, (node) => {
    if (node.occurs?.dependingOn !== undefined) wanted.add(node.occurs.dependingOn);
  });
  const items: ItemNode[] = [];
  walk(shape.root, false, (node) => {
    if (node.node === "item" && wanted.has(node.path) && node.after === undefined) items.push(node);
  });
  const readers = await Promise.all(
    items.map(async (item) => {
      const alone: ItemNode = { ...item, key: "COUNTER", offset: 0 };
      const root = { ...shape.root, length: item.length, children: [alone] };
      const source = { name: shape.name, length: item.length, root };
      return { item, codec: await loadCodec({ shape: source, settings, file }) };
    }),
  );
  return (bytes) => {
    const counts = new Map<string, number>();
    for (const { item, codec } of readers) {
      try {
        const part = bytes.subarray(item.offset, item.offset + item.length);
        counts.set(item.path, Number((codec.decode(part) as { readonly COUNTER: unknown }).COUNTER));
      } catch (error) {
        if (!isHmsSyncError(error)) throw error;
      }
    }
    return counts;
  };
}

function walk(node: LayoutNode, intoTables: boolean, visit: (node: LayoutNode) => void): void {
  if (node.occurs !== undefined && !intoTables) return;
  visit(node);
  if (node.node === "group") for (const child of node.children) walk(child, intoTables, visit);
}
