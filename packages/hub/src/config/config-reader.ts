import { type Finding, isHmsSyncError, nearestNames } from "@hms-sync/connector-api";
import { parseDuration } from "@hms-sync/core";
import type { ConfigPath, ConfigSource } from "./config-source.ts";

/** A value of a configuration with its place. */
export interface Place {
  readonly path: ConfigPath;
  readonly value: unknown;
}

/**
 * Reads parts of a configuration. What is wrong becomes a finding, and reading goes on, so that all faults are shown at
 * once; an absent part is undefined without a finding.
 */
export interface ConfigReader {
  readonly findings: readonly Finding[];
  fault(
    place: Place,
    message: string,
    more?: { of?: "name"; suggestions?: readonly string[]; hint?: string },
  ): void;
  /** Members of an object, of which only these are known. */
  members<Name extends string>(
    place: Place | undefined,
    known: readonly Name[],
  ): Partial<Record<Name, Place>> | undefined;
  items(place: Place | undefined): readonly Place[] | undefined;
  text(place: Place | undefined, what?: string): string | undefined;
  word<Word extends string>(place: Place | undefined, words: readonly Word[]): Word | undefined;
  number(place: Place | undefined, min: number, max: number, whole?: boolean): number | undefined;
  flag(place: Place | undefined): boolean | undefined;
  durationMs(place: Place | undefined): number | undefined;
  sizeBytes(place: Place | undefined): number | undefined;
}

const SIZE_UNITS: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

export function createConfigReader(source: ConfigSource): ConfigReader {
  const findings: Finding[] = [...source.findings];

  const fault: ConfigReader["fault"] = ({ path }, message, { of = "value", suggestions = [], hint } = {}) => {
    findings.push({
      ...source.locate(path, of as "value" | "name"),
      code: "HMS_CFG_INVALID",
      severity: "error",
      message: path.length === 0 ? message : `${pathText(path)} ${message}`,
      suggestions,
      ...(hint !== undefined && { hint }),
    });
  };

  /** Undefined when absent; a finding when it is something else. */
  const typed = <Kind>(
    place: Place | undefined,
    is: (value: unknown) => value is Kind,
    what: string,
  ): Kind | undefined => {
    if (place === undefined || place.value === undefined) return undefined;
    if (is(place.value)) return place.value;
    fault(place, `must be ${what}, but is ${kindOf(place.value)}`);
    return undefined;
  };

  return {
    findings,
    fault,
    members(place, known) {
      const object = typed(place, isObject, "a group of settings");
      if (object === undefined || place === undefined) return undefined;
      const members: Partial<Record<(typeof known)[number], Place>> = {};
      for (const [name, value] of Object.entries(object)) {
        const member = { path: [...place.path, name], value };
        if ((known as readonly string[]).includes(name)) members[name as (typeof known)[number]] = member;
        else {
          const suggestions = nearestNames(name, known);
          fault(member, "is unknown", {
            of: "name",
            suggestions,
            ...(suggestions.length === 0 && { hint: `Known here are ${known.join(", ")}.` }),
          });
        }
      }
      return members;
    },
    items(place) {
      const list = typed(place, Array.isArray as (value: unknown) => value is unknown[], "a list");
      return list?.map((value, index) => ({ path: [...place!.path, index], value }));
    },
    text(place, what = "text") {
      const text = typed(place, isText, what);
      if (text !== "" || place === undefined) return text;
      fault(place, "must not be empty");
      return undefined;
    },
    word(place, words) {
      const text = typed(place, isText, words.join(" or "));
      if (text === undefined || (words as readonly string[]).includes(text))
        return text as (typeof words)[number];
      fault(place!, `must be ${words.join(" or ")}`, { suggestions: nearestNames(text, words) });
      return undefined;
    },
    number(place, min, max, whole = false) {
      const number = typed(place, isNumber, "a number");
      if (number === undefined || (number >= min && number <= max && (!whole || Number.isInteger(number))))
        return number;
      fault(place!, `must be a ${whole ? "whole " : ""}number from ${min} to ${max}`);
      return undefined;
    },
    flag: (place) => typed(place, (value) => typeof value === "boolean", "true or false"),
    durationMs(place) {
      const text = typed(place, isText, "a duration such as 60s");
      if (text === undefined) return undefined;
      try {
        return parseDuration(text);
      } catch (error) {
        if (!isHmsSyncError(error)) throw error;
        fault(place!, error.message.replace(/^.* (is not a duration|is longer)/, "$1"));
        return undefined;
      }
    },
    sizeBytes(place) {
      if (typeof place?.value === "number" && Number.isInteger(place.value) && place.value > 0)
        return place.value;
      const text = typed(place, isText, "a size such as 1MB");
      if (text === undefined) return undefined;
      const found = /^(\d{1,9}) ?(B|KB|MB|GB)$/i.exec(text);
      if (found !== null && Number(found[1]) > 0)
        return Number(found[1]) * SIZE_UNITS[found[2]!.toUpperCase()]!;
      fault(place!, "must be a size such as 500KB or 1MB");
      return undefined;
    },
  };
}

/** `connectors[0].retry.delays[1]`. */
function pathText(path: ConfigPath): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a group of settings";
  return typeof value === "string" ? "text" : `a ${typeof value}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
