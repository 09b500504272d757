/** What can stand in a heap: ordered by when it is due, then by age. */
export interface Due {
  readonly dueAt: number;
  readonly seq: number;
}

/** A binary heap: the earliest due, and among those the oldest, comes first. */
export interface DueHeap<Entry extends Due> {
  readonly size: number;
  peek(): Entry | undefined;
  pop(): Entry | undefined;
  push(entry: Entry): void;
}

export function dueHeap<Entry extends Due>(): DueHeap<Entry> {
  const entries: Entry[] = [];

  const swap = (left: number, right: number): void => {
    const entry = entries[left]!;
    entries[left] = entries[right]!;
    entries[right] = entry;
  };

  return {
    get size() {
      return entries.length;
    },
    peek: () => entries[0],
    push(entry) {
      entries.push(entry);
      let at = entries.length - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isBefore(entries[at]!, entries[parent]!)) return;
        swap(at, parent);
        at = parent;
      }
    },
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (last === undefined || entries.length === 0) return first;
      entries[0] = last;
      let at = 0;
      for (;;) {
        const left = 2 * at + 1;
        const right = left + 1;
        let least = at;
        if (left < entries.length && isBefore(entries[left]!, entries[least]!)) least = left;
        if (right < entries.length && isBefore(entries[right]!, entries[least]!)) least = right;
        if (least === at) return first;
        swap(at, least);
        at = least;
      }
    },
  };
}

function isBefore(left: Due, right: Due): boolean {
  return left.dueAt < right.dueAt || (left.dueAt === right.dueAt && left.seq < right.seq);
}
