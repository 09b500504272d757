import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePage } from "../code-pages/code-page.ts";
import { startProblems } from "../problems/problems.ts";
import { editMask } from "./edit-mask.ts";
import { getEdited } from "./get-edited.ts";
import { putEdited } from "./put-edited.ts";

const ascii = codePage("ascii");

function maskOf(picture: string, digits: number, scale: number, blankWhenZero = false, keeps = false) {
  return editMask(picture, digits, scale, blankWhenZero, ascii, keeps);
}

function shown(mask: ReturnType<typeof maskOf>, value: string | number): string {
  const bytes = Buffer.alloc(mask.positions.length);
  const problems = startProblems([["F", ""]]);
  putEdited(bytes, 0, mask, value, problems, 0);
  return problems.list === null ? bytes.toString() : problems.list[0]!.code;
}

function read(mask: ReturnType<typeof maskOf>, text: string): string {
  const problems = startProblems([["F", ""]]);
  const value = getEdited(Buffer.from(text), 0, mask, problems, 0);
  return problems.list === null ? value : `${problems.list[0]!.code} ${problems.list[0]!.offset}`;
}

// what GnuCOBOL 3.1.2 shows for the same MOVE
const GOLDEN: readonly [picture: string, digits: number, scale: number, value: string, text: string][] = [
  ["ZZZ,ZZ9.99", 8, 2, "1234.56", "  1,234.56"],
  ["ZZZ,ZZ9.99", 8, 2, "0", "      0.00"],
  ["Z,ZZZ.ZZ", 6, 2, "0.05", "     .05"],
  ["Z,ZZZ.ZZ", 6, 2, "0", "        "],
  ["**,**9.99", 7, 2, "12.34", "****12.34"],
  ["***.**", 5, 2, "0", "***.**"],
  ["***.**", 5, 2, "0.05", "***.05"],
  ["$$,$$9.99", 6, 2, "123.45", "  $123.45"],
  ["$$,$$9.99", 6, 2, "1234.56", "$1,234.56"],
  ["$ZZ9.99", 5, 2, "5", "$  5.00"],
  ["+ZZ9", 3, 0, "-12", "- 12"],
  ["ZZ9-", 3, 0, "12", " 12 "],
  ["--,--9.99", 6, 2, "-0.05", "    -0.05"],
  ["++,++9.99", 6, 2, "1234.56", "+1,234.56"],
  ["ZZ9CR", 3, 0, "-9", "  9CR"],
  ["ZZ9CR", 3, 0, "9", "  9  "],
  ["99/99/9999", 8, 0, "1234", "00/00/1234"],
  ["9B9B9", 3, 0, "123", "1 2 3"],
];

describe("an edited field", () => {
  it.each(GOLDEN)(
    "shows %s of %i digits, %i behind the point: %s as [%s]",
    (picture, digits, scale, value, text) => {
      const mask = maskOf(picture, digits, scale);
      expect(shown(mask, value)).toBe(text);
      expect(Number(read(mask, text))).toBe(Number(value));
    },
  );

  it("suppresses 0 and / among zeros, or keeps them as GnuCOBOL does", () => {
    expect(shown(maskOf("ZZ/99", 4, 0), 5)).toBe("   05");
    expect(shown(maskOf("ZZ/99", 4, 0, false, true), 5)).toBe("  /05");
    expect(shown(maskOf("Z0Z9", 3, 0, false, true), 5)).toBe(" 0 5");
  });

  it("is blank for zero where BLANK WHEN ZERO says so", () => {
    expect(shown(maskOf("ZZ9.99", 5, 2, true), 0)).toBe("      ");
    expect(read(maskOf("ZZ9.99", 5, 2, true), "      ")).toBe("0.00");
    expect(read(maskOf("ZZ9.99", 5, 2), "      ")).toBe("bad-digit 2");
  });

  it("refuses what does not fit", () => {
    expect(shown(maskOf("ZZ9", 3, 0), 1000)).toBe("overflow");
    expect(shown(maskOf("ZZ9", 3, 0), -1)).toBe("negative-in-unsigned");
    expect(shown(maskOf("ZZ9", 3, 0), "1.5")).toBe("not-exact");
  });

  it("gives every value back, and takes no text but its own", () => {
    const picture = fc.constantFrom(...GOLDEN);
    fc.assert(
      fc.property(
        picture,
        fc.bigInt({ min: 0n, max: 99_999_999n }),
        fc.boolean(),
        fc.nat(9),
        fc.nat(255),
        ([name, digits, scale], number, minus, position, byte) => {
          const mask = maskOf(name, digits, scale);
          const whole = String(number % 10n ** BigInt(digits)).padStart(digits, "0");
          const sign = minus && mask.signed && /[1-9]/.test(whole) ? "-" : "";
          const value = scale === 0 ? whole : `${whole.slice(0, -scale)}.${whole.slice(-scale)}`;
          const text = shown(mask, sign + value);
          const back = read(mask, text);
          expect(shown(mask, back)).toBe(text);
          expect(Number(back)).toBe(Number(sign + value));
          const damaged = Buffer.from(text);
          damaged[position % damaged.length] = byte;
          const other = read(mask, damaged.toString("latin1"));
          if (!other.startsWith("bad-digit")) expect(shown(mask, other)).toBe(damaged.toString("latin1"));
        },
      ),
    );
  });
});
