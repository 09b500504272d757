import type { SourceText } from "../source/source-text.ts";
import { createTextBuilder } from "./text-builder.ts";
import { type TextWord, textWords } from "./text-words.ts";

/** One pair behind REPLACING or REPLACE. */
export interface Replacement {
  /** `leading` and `trailing`: the start or end of a word; `whole`: words. */
  readonly part: "whole" | "leading" | "trailing";
  readonly words: readonly TextWord[];
  readonly by: string;
}

/**
 * Replaces text words: at each word the first pair that matches wins, and what it put in is not looked at again
 * (COBOL 2002, 7.2.3). Case does not count outside literals.
 */
export function applyReplacements(
  source: SourceText,
  replacements: readonly Replacement[],
): { readonly source: SourceText; readonly full: boolean } {
  if (replacements.length === 0) return { source, full: false };
  const builder = createTextBuilder();
  const words = textWords(source.text);
  let copied = 0;
  for (let at = 0; at < words.length; ) {
    const found = replacements.find((replacement) => matches(replacement, words, at));
    if (found === undefined) {
      at++;
      continue;
    }
    const word = words[at]!;
    const { start, end } = range(found, words, at);
    builder.add(source, copied, start);
    builder.addInPlace(found.by, source, start === end ? word.start : start, end);
    copied = end;
    at += found.part === "whole" ? found.words.length : 1;
  }
  builder.add(source, copied, source.text.length);
  return { source: builder.finish(source.file), full: builder.isFull() };
}

function matches({ part, words: wanted }: Replacement, words: readonly TextWord[], at: number): boolean {
  const [first] = wanted;
  const word = words[at]!;
  if (first === undefined) return false;
  if (part === "leading") return word.kind === "word" && word.match.startsWith(first.match);
  if (part === "trailing") return word.kind === "word" && word.match.endsWith(first.match);
  return wanted.every((one, index) => words[at + index]?.match === one.match);
}

function range({ part, words: wanted }: Replacement, words: readonly TextWord[], at: number) {
  const { start, end } = words[at]!;
  const width = wanted[0]!.text.length;
  if (part === "leading") return { start, end: start + width };
  if (part === "trailing") return { start: end - width, end };
  return { start, end: words[at + wanted.length - 1]!.end };
}
