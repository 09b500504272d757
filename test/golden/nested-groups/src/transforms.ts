/** A number of its own for each appointment at an office. */
export function joinKey(id: number, office: string): string {
  return `${id}@${office}`;
}

/** The first letter of a state, as the registry writes it. */
export function stateLetter(status: "open" | "in_progress" | "done" | "cancelled"): string {
  return status[0]!.toUpperCase();
}
