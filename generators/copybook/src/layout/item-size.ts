import type { ItemType, ProfileSettings } from "@hms-sync/gen/source";

/** Bytes of one occurrence of an elementary item. */
export function itemSize(type: ItemType, settings: Pick<ProfileSettings, "binarySizes">): number {
  switch (type.kind) {
    case "text":
    case "edited":
      return type.width;
    case "national":
      return type.width * 2;
    case "float":
      return type.size;
    case "number":
      return numberSize(type, settings.binarySizes);
  }
}

function numberSize(
  type: Extract<ItemType, { kind: "number" }>,
  sizes: ProfileSettings["binarySizes"],
): number {
  switch (type.storage) {
    case "packed":
      return Math.floor(type.digits / 2) + 1;
    case "packed-unsigned":
      return Math.ceil(type.digits / 2);
    case "binary":
    case "native":
      return binarySize(type.digits, type.signed, sizes);
    case "comp-x":
      return binarySize(type.digits, type.signed, "1-8");
    case "zoned":
      return type.sign?.endsWith("separate") ? type.digits + 1 : type.digits;
  }
}

/**
 * Bytes of a binary item by its digits.
 *
 * 2-4-8 is IBM's rule (Enterprise COBOL Language Reference, "Computational items"); 1-2-4-8 and the smallest size that
 * holds the digits (1-8) are `binary-size` settings of GnuCOBOL and the sizes of Micro Focus. COMP-X is always 1-8.
 */
function binarySize(digits: number, signed: boolean, sizes: ProfileSettings["binarySizes"]): number {
  if (sizes === "1-8") {
    const bits = Math.ceil(Math.log2(10 ** digits)) + (signed ? 1 : 0);
    return Math.ceil(bits / 8);
  }
  if (digits <= 2 && sizes === "1-2-4-8") return 1;
  if (digits <= 4) return 2;
  return digits <= 9 ? 4 : 8;
}
