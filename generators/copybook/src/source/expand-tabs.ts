/** A line with its tabs as blanks. */
export interface ExpandedLine {
  readonly characters: readonly string[];
  /** Per character: the column in the line as written, from 1. */
  readonly columns: readonly number[];
}

/** Sets tabs to every eighth column, as COBOL compilers do, and remembers where each character came from. */
export function expandTabs(line: string): ExpandedLine {
  const characters: string[] = [];
  const columns: number[] = [];
  for (let index = 0; index < line.length; index++) {
    const character = line[index]!;
    const width = character === "\t" ? 8 - (characters.length % 8) : 1;
    for (let count = 0; count < width; count++) {
      characters.push(character === "\t" || character === "\f" ? " " : character);
      columns.push(index + 1);
    }
  }
  return { characters, columns };
}
