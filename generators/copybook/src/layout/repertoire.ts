/**
 * Index of the first character that a code page does not have, or -1.
 *
 * ASCII has 128 characters; all other known pages hold exactly those of Latin-1, in other places, but for cp1140,
 * which has the euro sign in place of the currency sign.
 */
export function firstForeignCharacter(text: string, codePage: string): number {
  if (codePage === "utf-16") return -1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const known =
      codePage === "ascii"
        ? code < 0x80
        : codePage === "cp1140"
          ? code === 0x20ac || (code <= 0xff && code !== 0xa4)
          : code <= 0xff;
    if (!known) return index;
  }
  return -1;
}
