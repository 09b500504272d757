/** `2024-04-02T09:00:00.123Z` as `2024-04-02 09:00:00Z`: what a person compares. Other text stays as it is. */
export function formatTime(time: string | undefined): string {
  return (time ?? "").replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/, "$1 $2Z");
}
