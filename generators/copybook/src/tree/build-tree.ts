import type { FindingList } from "../finding-list.ts";
import type { Entry } from "../parse/entry.ts";

/** An entry with what stands below it. */
export interface Item {
  readonly entry: Entry;
  readonly children: Item[];
  /** Level 88 entries. */
  readonly conditions: Entry[];
}

/** One record: a 01 level, or everything before the first one. */
export interface RecordTree {
  /** null where the text starts below level 01. */
  readonly root: Item | null;
  readonly items: readonly Item[];
}

/**
 * Puts entries under their groups by level number.
 *
 * Levels below one group may differ, as IBM compilers allow; other compilers refuse that, so it is a warning.
 */
export function buildTree(entries: readonly Entry[], findings: FindingList): RecordTree[] {
  const roots: Item[] = [];
  const open: Item[] = [];
  let last: Item | null = null;
  for (const entry of entries) {
    if (entry.level === 88) {
      if (last === null) {
        findings.add("HMS_CPY_LEVEL", entry.levelSpan, "level 88 needs an item above it");
      } else last.conditions.push(entry);
      continue;
    }
    const item: Item = { entry, children: [], conditions: [] };
    while (open.length > 0 && open.at(-1)!.entry.level >= entry.level) open.pop();
    const siblings = open.at(-1)?.children ?? roots;
    const before = siblings.at(-1)?.entry;
    if (before !== undefined && before.level !== entry.level && before.level !== 1 && entry.level !== 1) {
      findings.add(
        "HMS_CPY_LEVEL",
        entry.levelSpan,
        `level ${two(entry.level)} stands beside level ${two(before.level)}`,
        { severity: "warning", hint: `Give it the level ${two(before.level)} of the items it belongs with.` },
      );
    }
    siblings.push(item);
    open.push(item);
    last = item;
  }
  return cutRecords(roots);
}

function cutRecords(roots: readonly Item[]): RecordTree[] {
  const records: RecordTree[] = [];
  const nameless: Item[] = [];
  for (const item of roots) {
    if (item.entry.level === 1) records.push({ root: item, items: item.children });
    else nameless.push(item);
  }
  // entries below 01 can only stand before the first 01: behind it they are its children
  return nameless.length > 0 ? [{ root: null, items: nameless }, ...records] : records;
}

function two(level: number): string {
  return String(level).padStart(2, "0");
}
