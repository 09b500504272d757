// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text that came from outside (a reason, a key, a file name) made safe for a terminal: control characters, which could
 * move the cursor or hide text, become `?`.
 */
export function printable(text: string): string {
  return text.replace(CONTROL, "?");
}
