import type { FindingList } from "../finding-list.ts";
import type { Clause, Entry } from "../parse/entry.ts";

/** An entry with what stands below it. */
export interface Item {
  readonly entry: Entry;
  readonly children: Item[];
  /** Level 88 entries. */
  readonly conditions: Entry[];
}

/** One record: a 01 or 77 level, or everything before the first one. */
export interface RecordTree {
  /** null where the text starts below level 01. */
  readonly root: Item | null;
  readonly items: readonly Item[];
  /** Level 66 entries. */
  readonly renames: readonly Entry[];
}

/**
 * Puts entries under their groups by level number.
 *
 * Levels below one group may differ, as IBM compilers allow; other compilers refuse that, so it is a warning.
 */
export function buildTree(entries: readonly Entry[], findings: FindingList): RecordTree[] {
  const roots: Item[] = [];
  const open: Item[] = [];
  const renames = new Map<Item, Entry[]>();
  let last: Item | null = null;
  for (const entry of entries) {
    if (entry.level === 88) {
      if (last === null) {
        findings.addAbsence("HMS_CPY_LEVEL", entry.levelSpan, "level 88 needs an item above it");
      } else last.conditions.push(entry);
      continue;
    }
    refuseMisplaced(entry, findings);
    if (entry.level === 66) {
      const record = roots.findLast((root) => root.entry.level === 1) ?? roots[0];
      if (record === undefined || roots.at(-1)!.entry.level === 77) {
        findings.addAbsence("HMS_CPY_LEVEL", entry.levelSpan, "level 66 needs a record above it");
      } else renames.set(record, [...(renames.get(record) ?? []), entry]);
      last = null;
      continue;
    }
    const item: Item = { entry, children: [], conditions: [] };
    if (entry.level === 77) open.length = 0;
    while (open.length > 0 && open.at(-1)!.entry.level >= entry.level) open.pop();
    const siblings = open.at(-1)?.children ?? roots;
    const before = siblings.at(-1)?.entry;
    if (
      before !== undefined &&
      before.level !== entry.level &&
      ![1, 77].includes(before.level) &&
      ![1, 77].includes(entry.level)
    ) {
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
  return cutRecords(roots, renames, findings);
}

/** RENAMES belongs to level 66, REDEFINES to items that take space. */
function refuseMisplaced(entry: Entry, findings: FindingList): void {
  if (entry.level !== 66 && entry.renames !== undefined) {
    findings.add("HMS_CPY_CLAUSE", entry.renames.span, "RENAMES belongs to level 66", {
      hint: "Write the entry with level 66 behind the items of the record.",
    });
  }
}

function cutRecords(
  roots: readonly Item[],
  renames: ReadonlyMap<Item, readonly Entry[]>,
  findings: FindingList,
): RecordTree[] {
  const records: RecordTree[] = [];
  const nameless: Item[] = [];
  for (const item of roots) {
    const { level, redefines } = item.entry;
    if (level === 1 || level === 77) {
      if (redefines !== undefined) checkRecordBase(redefines, records, findings);
      records.push({ root: item, items: item.children, renames: renames.get(item) ?? [] });
    } else {
      // entries below 01 can only stand before the first 01 or behind a 77: behind a 01 they are its children
      if (records.length > 0) {
        findings.add("HMS_CPY_LEVEL", item.entry.levelSpan, `level ${two(level)} stands in no record`, {
          hint: "Put a level 01 entry above it.",
        });
      }
      nameless.push(item);
    }
  }
  if (nameless.length === 0) return records;
  return [{ root: null, items: nameless, renames: renames.get(nameless[0]!) ?? [] }, ...records];
}

function checkRecordBase(
  redefines: Clause<string>,
  records: readonly RecordTree[],
  findings: FindingList,
): void {
  const names = records.flatMap(({ root }) => root?.entry.name ?? []);
  if (names.some((name) => name.toUpperCase() === redefines.value.toUpperCase())) return;
  const suggestions = findings.nearest(redefines.value, names);
  findings.addAbsence(
    "HMS_CPY_REFERENCE",
    redefines.span,
    `there is no record ${redefines.value} to redefine`,
    {
      hint:
        suggestions.length > 0
          ? `Did you mean ${suggestions.join(" or ")}?`
          : "REDEFINES on level 01 names a record before it.",
      suggestions,
    },
  );
}

function two(level: number): string {
  return String(level).padStart(2, "0");
}
