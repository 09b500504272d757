/** EJECT, SKIP1-SKIP3 and TITLE shape the compiler's listing; they are no part of the program. */
export function isListingLine(body: string): boolean {
  return /^\s*(EJECT|SKIP[123])\s*\.?\s*$/i.test(body) || /^\s*TITLE\s+["']/i.test(body);
}
