/** Suffixes under which common FTP clients and servers keep files that are not complete yet. */
const TEMPORARY = [".part", ".tmp", ".filepart"];

/**
 * Makes the test for names of answer files: `*` stands for any characters, `?` for one.
 *
 * Neither matches a leading dot, and names that look temporary fit only when the pattern says so itself: those files
 * are still being written.
 */
export function namePattern(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  const expression = new RegExp(`^${/^[*?]/.test(pattern) ? "(?!\\.)" : ""}${source}$`, "s");
  const unfinished = TEMPORARY.filter((suffix) => !pattern.endsWith(suffix));
  return (name) => expression.test(name) && !unfinished.some((suffix) => name.endsWith(suffix));
}
