/**
 * Local time to the minute: `2024-04-02T09:00:30` as `2024-04-02T09:00`.
 *
 * The appointment book knows no seconds. Local text to local text needs no time zone.
 */
export function toMinute(localTime: string): string {
  return localTime.slice(0, 16);
}
