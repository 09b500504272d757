import type { SourceSpan } from "@hms-sync/connector-api";
import type { ItemType, ProfileSettings, SignPlace } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Clause, Entry, Usage } from "../parse/entry.ts";
import { numberType } from "./number-type.ts";
import { readPicture } from "./picture.ts";
import type { PictureFault } from "./picture-symbols.ts";

/** Stands in for an item that could not be understood, so that reading goes on. */
export const UNKNOWN: ItemType = { kind: "text", width: 1, justified: false };

/** Digits that n bytes are sure to hold, for COMP-X with a picture of X, as GnuCOBOL counts them. */
const DIGITS_OF_BYTES = [0, 2, 4, 7, 9, 12, 14, 16, 18];

/** What items take over from the groups they stand in. */
export interface Inherited {
  readonly usage?: Clause<Usage>;
  readonly sign?: Clause<SignPlace>;
  readonly synchronized?: SourceSpan;
}

/** What an elementary item holds, from its PICTURE, USAGE, SIGN and JUSTIFIED, and those of its groups. */
export function itemType(
  entry: Entry,
  inherited: Inherited,
  settings: ProfileSettings,
  findings: FindingList,
): ItemType {
  const usage = entry.usage ?? inherited.usage;
  const misuse = (
    code: "HMS_CPY_CLAUSE" | "HMS_CPY_UNSUPPORTED",
    span: SourceSpan | undefined,
    text: string,
  ) => {
    if (span !== undefined) findings.add(code, span, text);
  };
  if (usage?.value === "COMP-1" || usage?.value === "COMP-2") {
    misuse("HMS_CPY_CLAUSE", entry.picture?.span, `${usage.value} takes no PICTURE`);
    misuse("HMS_CPY_CLAUSE", entry.sign?.span, "SIGN needs a signed DISPLAY number");
    misuse("HMS_CPY_CLAUSE", entry.justified, "JUSTIFIED needs a picture of X or A");
    misuse("HMS_CPY_CLAUSE", entry.blankWhenZero, "BLANK WHEN ZERO needs a number of usage DISPLAY");
    return { kind: "float", size: usage.value === "COMP-1" ? 4 : 8 };
  }
  if (entry.picture === undefined) {
    if (!entry.faulty) {
      findings.addAbsence(
        "HMS_CPY_PICTURE",
        entry.nameSpan,
        "an item without items below it needs a PICTURE",
        {
          hint: "Add a PICTURE clause, or correct the levels of the entries that follow.",
        },
      );
    }
    return UNKNOWN;
  }
  const { span } = entry.picture;
  const picture = readPicture(entry.picture.value);
  if (picture.kind === "fault") {
    findings.add(
      picture.reason === "unsupported" ? "HMS_CPY_UNSUPPORTED" : "HMS_CPY_PICTURE",
      partOf(span, picture),
      picture.message,
    );
    return UNKNOWN;
  }
  if (picture.kind === "number") return numberType(entry, picture, usage, inherited.sign, settings, findings);

  misuse("HMS_CPY_CLAUSE", entry.sign?.span, "SIGN needs a signed numeric picture");
  const used = usage?.value ?? "DISPLAY";
  const place =
    entry.usage === undefined && usage !== undefined
      ? ` (USAGE of the group in line ${usage.span.line})`
      : "";
  if (picture.kind === "edited") {
    misuse("HMS_CPY_CLAUSE", entry.justified, "JUSTIFIED needs a picture of X or A");
    if (used !== "DISPLAY") {
      findings.add("HMS_CPY_PICTURE", span, `an edited picture needs USAGE DISPLAY${place}`);
    }
    if (picture.mask.includes("*")) {
      misuse("HMS_CPY_CLAUSE", entry.blankWhenZero, "BLANK WHEN ZERO cannot stand with * in the picture");
    }
    return { ...picture, blankWhenZero: entry.blankWhenZero !== undefined };
  }
  misuse("HMS_CPY_CLAUSE", entry.blankWhenZero, "BLANK WHEN ZERO needs a numeric picture");
  if (picture.kind === "national") {
    misuse("HMS_CPY_UNSUPPORTED", entry.justified, "JUSTIFIED with wide characters is not supported");
    const dbcs = used === "DISPLAY-1" || (picture.letter === "G" && used === "DISPLAY");
    if (!["DISPLAY", picture.letter === "N" ? "NATIONAL" : "DISPLAY-1", "DISPLAY-1"].includes(used)) {
      findings.add(
        "HMS_CPY_PICTURE",
        span,
        `${used} does not go with a picture of ${picture.letter}${place}`,
      );
    }
    return { kind: "national", width: picture.width, form: dbcs ? "dbcs" : "utf-16" };
  }
  if (used === "COMP-X" && /^X(\(\d+\))?X*$/.test(entry.picture.value)) {
    if (picture.width > 8) {
      findings.add("HMS_CPY_PICTURE", span, `${used} has at most 8 bytes`);
      return UNKNOWN;
    }
    return {
      kind: "number",
      storage: "comp-x",
      digits: DIGITS_OF_BYTES[picture.width]!,
      scale: 0,
      signed: false,
    };
  }
  if (used !== "DISPLAY") {
    const needs = used === "NATIONAL" || used === "DISPLAY-1" ? "a picture of N" : "a numeric picture";
    findings.add("HMS_CPY_PICTURE", span, `${used} needs ${needs}${place}`);
  }
  return { kind: "text", width: picture.width, justified: entry.justified !== undefined };
}

function partOf(span: SourceSpan, fault: PictureFault): SourceSpan {
  // a picture that a continuation cut in two is shown as a whole
  if (span.line !== span.endLine) return span;
  const column = Math.min(span.column + fault.at, span.endColumn - 1);
  return { ...span, column, endColumn: Math.min(column + fault.width, span.endColumn) };
}
