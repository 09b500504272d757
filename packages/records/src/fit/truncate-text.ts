/** Cuts text at the right, as a MOVE to a shorter field does. Absent stays absent. */
export function truncateText<Value extends string | null | undefined>(value: Value, width: number): Value {
  return (typeof value === "string" && value.length > width ? value.slice(0, width) : value) as Value;
}
