/**
 * Fields that one generated function handles at most.
 *
 * A function for a whole large record is ten times slower than the same code in pieces, since the engine gives up
 * optimising it; between 10 and 100 fields a piece there is no difference.
 */
export const MOST_FIELDS = 60;

/** Groups up to this size are written where they stand; larger ones get a function. */
export const MOST_INLINE = 15;

/** A piece of code with the number of fields it handles. */
export interface Block {
  readonly lines: readonly string[];
  readonly weight: number;
}

/** Puts neighbouring blocks together as long as they are one function's worth. */
export function chunksOf(blocks: readonly Block[]): string[][] {
  const chunks: string[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const block of blocks) {
    if (weight + block.weight > MOST_FIELDS) {
      chunks.push([]);
      weight = 0;
    }
    chunks.at(-1)!.push(...block.lines);
    weight += block.weight;
  }
  return chunks;
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** `base + 12 + i0 * 3`: where the bytes of a member are. */
export function address(at: number, framed: boolean, terms: readonly string[] = []): string {
  const parts = [
    ...(framed ? ["base"] : []),
    ...(at > 0 || (!framed && terms.length === 0) ? [String(at)] : []),
    ...terms,
  ];
  return parts.join(" + ");
}
