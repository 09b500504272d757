/**
 * True when a path or name fits a pattern with `*` (any characters) and `?` (one character); neither matches `/`.
 *
 * `hidden` says whether they match a leading dot; without it a temporary name has to be written out, as in a shell.
 */
export function matchesGlob(name: string, pattern: string, hidden = false): boolean {
  const segments = pattern.split("/").map((segment) => {
    const source = segment
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*+/g, "[^/]*")
      .replace(/\?/g, "[^/]");
    return !hidden && /^[*?]/.test(segment) ? `(?!\\.)${source}` : source;
  });
  return new RegExp(`^${segments.join("/")}$`, "s").test(name);
}
