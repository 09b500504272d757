import { transformError } from "./transform-error.ts";

interface LocalTime {
  readonly date: string;
  readonly time: string;
  readonly seconds: string;
}

/** Local text only: a time with a zone would have to be converted, and that needs to know the outside system's zone. */
const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2}))?$/;

function readLocal(transform: string, value: string): LocalTime {
  const found = typeof value === "string" ? LOCAL.exec(value) : null;
  if (found === null) throw transformError(transform, "a local date and time such as 2024-04-02T09:00");
  return { date: found[1]!, time: found[2]!, seconds: found[3] ?? "00" };
}

/** `2024-04-02T09:00` as `202404020900`: 12 digits. Seconds are refused unless they are 00, since they would be lost. */
export function isoToCompact(value: string): string {
  const { date, time, seconds } = readLocal("isoToCompact", value);
  if (seconds !== "00")
    throw transformError("isoToCompact", "no seconds; use isoToCompactSeconds to keep them");
  return digits(date + time);
}

/** `2024-04-02T09:00` as `20240402090000`: 14 digits. */
export function isoToCompactSeconds(value: string): string {
  const { date, time, seconds } = readLocal("isoToCompactSeconds", value);
  return digits(date + time) + seconds;
}

/** The date of a local date and time: `2024-04-02`. */
export function isoDate(value: string): string {
  return readLocal("isoDate", value).date;
}

/** The time of a local date and time, to the minute: `09:00`. */
export function isoTime(value: string): string {
  return readLocal("isoTime", value).time;
}

/** The date of a local date and time as eight digits: `20240402`. */
export function compactDate(value: string): string {
  return digits(readLocal("compactDate", value).date);
}

/** The time of a local date and time as four digits: `0900`. */
export function compactTime(value: string): string {
  return digits(readLocal("compactTime", value).time);
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}
