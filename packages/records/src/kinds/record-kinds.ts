/** One of several kinds of record in a file, and what its bytes say to tell it from the others. */
export interface RecordKind<Name extends string = string> {
  readonly name: Name;
  /** Bytes from the start of a record. */
  readonly offset: number;
  /** The bytes that stand there, any one of them; none: every record that is no other kind. */
  readonly marks: readonly Uint8Array[];
}

/**
 * Tells which kind a record is: the first one whose mark it bears, null for none.
 *
 * A kind without marks takes what is left, wherever it stands in the list. Headers and trailers are kinds as well.
 */
export function kindOfRecord<Name extends string>(
  bytes: Uint8Array,
  kinds: readonly RecordKind<Name>[],
): Name | null {
  let other: Name | null = null;
  for (const { name, offset, marks } of kinds) {
    if (marks.length === 0) other ??= name;
    else if (marks.some((mark) => bears(bytes, offset, mark))) return name;
  }
  return other;
}

/** Where a header or trailer stands. */
export interface FileEnds {
  /** Records at the start and at the end that are no data. */
  readonly headers: number;
  readonly trailers: number;
}

/** Takes headers and trailers off a stream of records; holds as many records as there are trailers. */
export interface EndsFilter<Item> {
  /** The data records that are certain now. */
  push(record: Item): Item[];
  /** What the file began and ended with; fewer than expected when it was too short. */
  end(): { readonly headers: readonly Item[]; readonly trailers: readonly Item[] };
}

/** A filter for a file whose headers and trailers are told by their place. */
export function createEndsFilter<Item>({ headers, trailers }: FileEnds): EndsFilter<Item> {
  const first: Item[] = [];
  const held: Item[] = [];
  return {
    push(record) {
      if (first.length < headers) {
        first.push(record);
        return [];
      }
      held.push(record);
      return held.length > trailers ? [held.shift()!] : [];
    },
    end: () => ({ headers: first, trailers: held }),
  };
}

function bears(bytes: Uint8Array, offset: number, mark: Uint8Array): boolean {
  if (offset + mark.length > bytes.length) return false;
  for (let index = 0; index < mark.length; index++) if (bytes[offset + index] !== mark[index]) return false;
  return true;
}
