import { z } from "zod";

const DATE = z.regexes.date.source.slice(1, -1);
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?";

/**
 * A date and time on the office's own clock, without zone: `2024-04-02T09:00`, seconds optional.
 *
 * Only days that the calendar has. JSON Schema has no format for it, so it carries one of ours.
 */
export const localDateTime = z
  .string()
  .max(19)
  .regex(new RegExp(`^${DATE}T${TIME}$`))
  .meta({ format: "local-date-time" });

/** A point in time with its zone: `2024-04-02T13:00:00Z`. */
export const instant = z.iso.datetime({ offset: true }).max(35);

/** An amount as decimal text, so that no cent is lost in a binary fraction: `25.00`, up to 13 digits before the point. */
export const amount = z
  .string()
  .max(16)
  .regex(/^(?:0|[1-9]\d{0,12})\.\d{2}$/)
  .meta({ format: "decimal", description: "an amount with two decimals as text, such as 25.00" });

/** A number given by HMS: whole and from 1. */
export const identifier = z.int().positive();
