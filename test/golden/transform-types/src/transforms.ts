/** Takes a number, and is given text. */
export function half(value: number): number {
  return value / 2;
}

/** Gives a number where the field takes text. */
export function lengthOf(value: string): number {
  return value.length;
}
