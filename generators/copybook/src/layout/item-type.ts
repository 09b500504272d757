import type { SourceSpan } from "@hms-sync/connector-api";
import type { ItemType, NumberStorage, ProfileSettings, SignPlace } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Clause, Entry, Usage } from "../parse/entry.ts";
import { type Picture, type PictureFault, readPicture } from "./picture.ts";

const STORAGE: Readonly<Record<Usage, NumberStorage>> = {
  DISPLAY: "zoned",
  COMP: "binary",
  "COMP-3": "packed",
};

/** Stands in for an item that could not be understood, so that reading goes on. */
const UNKNOWN: ItemType = { kind: "text", width: 1, justified: false };

interface Inherited {
  readonly usage?: Clause<Usage>;
  readonly sign?: Clause<SignPlace>;
}

/** What an elementary item holds, from its PICTURE, USAGE, SIGN and JUSTIFIED, and those of its groups. */
export function itemType(
  entry: Entry,
  inherited: Inherited,
  settings: ProfileSettings,
  findings: FindingList,
): ItemType {
  if (entry.picture === undefined) {
    if (!entry.faulty) {
      findings.add("HMS_CPY_PICTURE", entry.nameSpan, "an item without items below it needs a PICTURE", {
        hint: "Add a PICTURE clause, or correct the levels of the entries that follow.",
      });
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
  const usage = entry.usage ?? inherited.usage;
  return picture.kind === "text"
    ? textType(entry, picture.width, usage, span, findings)
    : numberType(entry, picture, usage, inherited.sign, settings, findings);
}

function textType(
  entry: Entry,
  width: number,
  usage: Clause<Usage> | undefined,
  span: SourceSpan,
  findings: FindingList,
): ItemType {
  if (usage !== undefined && usage.value !== "DISPLAY") {
    const place = entry.usage === undefined ? ` (USAGE of the group in line ${usage.span.line})` : "";
    findings.add("HMS_CPY_PICTURE", span, `${usage.value} needs a numeric picture${place}`);
  }
  if (entry.sign !== undefined) {
    findings.add("HMS_CPY_CLAUSE", entry.sign.span, "SIGN needs a signed numeric picture");
  }
  return { kind: "text", width, justified: entry.justified !== undefined };
}

function numberType(
  entry: Entry,
  picture: Extract<Picture, { kind: "number" }>,
  usage: Clause<Usage> | undefined,
  groupSign: Clause<SignPlace> | undefined,
  settings: ProfileSettings,
  findings: FindingList,
): ItemType {
  const storage = STORAGE[usage?.value ?? "DISPLAY"];
  const most = mostDigits(storage, settings);
  if (picture.digits > most) {
    findings.add(
      "HMS_CPY_PICTURE",
      entry.picture!.span,
      `${picture.digits} digits; ${storage} numbers of profile ${settings.profile} have at most ${most}`,
    );
    return UNKNOWN;
  }
  if (entry.justified !== undefined) {
    findings.add("HMS_CPY_CLAUSE", entry.justified, "JUSTIFIED needs a picture of X or A");
  }
  if (entry.sign !== undefined && (!picture.signed || storage !== "zoned")) {
    findings.add("HMS_CPY_CLAUSE", entry.sign.span, "SIGN needs a signed DISPLAY number", {
      hint: picture.signed ? "Remove SIGN or the USAGE." : "Add S to the picture or remove SIGN.",
    });
  }
  const sign = (entry.sign ?? groupSign)?.value;
  const placed = picture.signed && storage === "zoned" && sign !== undefined && sign !== "trailing";
  return { ...picture, storage, ...(placed && { sign }) };
}

/** 18 digits are standard; IBM goes to 31 with ARITH(EXTEND), the others to 38. Binary numbers end at 8 bytes. */
function mostDigits(storage: NumberStorage, settings: ProfileSettings): number {
  if (storage === "binary") return 18;
  return settings.profile === "ibm" || settings.profile === "ibm-ascii" ? 31 : 38;
}

function partOf(span: SourceSpan, fault: PictureFault): SourceSpan {
  // a picture that a continuation cut in two is shown as a whole
  if (span.line !== span.endLine) return span;
  const column = span.column + fault.at;
  return { ...span, column, endColumn: column + fault.width };
}
