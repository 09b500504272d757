import type { ItemType, NumberStorage, ProfileSettings, SignPlace } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";
import type { Clause, Entry, Usage } from "../parse/entry.ts";
import type { Picture } from "./picture.ts";

const STORAGE: Readonly<Partial<Record<Usage, NumberStorage>>> = {
  DISPLAY: "zoned",
  COMP: "binary",
  "COMP-3": "packed",
  "COMP-5": "native",
  "COMP-6": "packed-unsigned",
  "COMP-X": "comp-x",
};

/** What a numeric picture holds under its usage; a number that no compiler would take is reported. */
export function numberType(
  entry: Entry,
  picture: Extract<Picture, { kind: "number" }>,
  usage: Clause<Usage> | undefined,
  groupSign: Clause<SignPlace> | undefined,
  settings: ProfileSettings,
  findings: FindingList,
): ItemType {
  const storage = STORAGE[usage?.value ?? "DISPLAY"];
  if (storage === undefined) {
    const span = entry.usage?.span ?? entry.picture!.span;
    findings.add("HMS_CPY_UNSUPPORTED", span, `a number of USAGE ${usage!.value} is not supported`);
    return { kind: "text", width: picture.digits, justified: false };
  }
  const most = mostDigits(storage, settings);
  const counted = Math.max(picture.digits, Math.abs(picture.scale));
  if (counted > most) {
    findings.add(
      "HMS_CPY_PICTURE",
      entry.picture!.span,
      `${counted} digits; ${storage} numbers of profile ${settings.profile} have at most ${most}`,
    );
    return { kind: "text", width: 1, justified: false };
  }
  if (entry.justified !== undefined) {
    findings.add("HMS_CPY_CLAUSE", entry.justified, "JUSTIFIED needs a picture of X or A");
  }
  if (entry.sign !== undefined && (!picture.signed || storage !== "zoned")) {
    findings.add("HMS_CPY_CLAUSE", entry.sign.span, "SIGN needs a signed DISPLAY number", {
      hint: picture.signed ? "Remove SIGN or the USAGE." : "Add S to the picture or remove SIGN.",
    });
  }
  if (storage === "packed-unsigned" && picture.signed) {
    findings.add("HMS_CPY_PICTURE", entry.picture!.span, "COMP-6 has no sign", {
      hint: "Remove S from the picture, or use COMP-3.",
    });
  }
  if (entry.blankWhenZero !== undefined && (storage !== "zoned" || picture.signed)) {
    findings.add("HMS_CPY_CLAUSE", entry.blankWhenZero, "BLANK WHEN ZERO needs an unsigned DISPLAY number", {
      hint: "Remove BLANK WHEN ZERO, or S and the USAGE.",
    });
  }
  const sign = (entry.sign ?? groupSign)?.value;
  const placed = picture.signed && storage === "zoned" && sign !== undefined && sign !== "trailing";
  return {
    ...picture,
    storage,
    ...(entry.blankWhenZero !== undefined && { blankWhenZero: true }),
    ...(placed && { sign }),
  };
}

/** 18 digits are standard; IBM goes to 31 with ARITH(EXTEND), the others to 38. Binary numbers end at 8 bytes. */
function mostDigits(storage: NumberStorage, settings: ProfileSettings): number {
  if (storage === "binary" || storage === "native" || storage === "comp-x") return 18;
  return settings.profile === "ibm" || settings.profile === "ibm-ascii" ? 31 : 38;
}
