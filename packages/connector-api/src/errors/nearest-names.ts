/** Case, `_` and `-` are what people get wrong without noticing; they cost nothing. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

/** Edit distance with transpositions of neighbours (optimal string alignment). */
function distance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const change = left[row - 1] === right[column - 1] ? 0 : 1;
      let best = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + change);
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1]
      ) {
        best = Math.min(best, beforePrevious[column - 2]! + 1);
      }
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length]!;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/**
 * The known names that a person most likely meant, best first, at most three.
 *
 * Dotted paths are compared as a whole and by their last segment, so `ticket.time` finds `ticket.data.time`.
 * Names further away than a third of their length are not offered.
 */
export function nearestNames(name: string, known: Iterable<string>): string[] {
  const wanted = plain(name);
  const wantedLast = plain(lastSegment(name));
  const ranked: { name: string; cost: number }[] = [];
  for (const candidate of known) {
    const whole = distance(wanted, plain(candidate));
    const last = distance(wantedLast, plain(lastSegment(candidate)));
    // a right last segment under a wrong parent is a better guess than the distance of the parents says
    const cost = Math.min(whole, candidate.includes(".") ? last + 0.5 : Number.POSITIVE_INFINITY);
    const allowed = Math.max(1, Math.floor(Math.max(wantedLast.length, 3) / 3) + 0.5);
    if (cost <= allowed) ranked.push({ name: candidate, cost });
  }
  return ranked
    .sort((left, right) => left.cost - right.cost || (left.name < right.name ? -1 : 1))
    .slice(0, 3)
    .map((entry) => entry.name);
}
