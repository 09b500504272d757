/**
 * The first character of a text that a code page does not have, or undefined.
 *
 * The EBCDIC pages of HMS Sync are permutations of ISO 8859-1; cp1140 has the euro sign in the place of the currency
 * sign (IBM, Globalization: CCSID 37, 273, 500, 1047, 1140).
 */
export function outsideCodePage(text: string, codePage: string): string | undefined {
  const limit = codePage === "ascii" ? 0x7f : 0xff;
  for (const character of text) {
    if (codePage === "cp1140" && character === "€") continue;
    if (codePage === "cp1140" && character === "¤") return character;
    if (character.codePointAt(0)! > limit) return character;
  }
  return undefined;
}
