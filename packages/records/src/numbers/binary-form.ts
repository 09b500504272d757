/** How a binary number is stored. */
export interface BinaryForm {
  /** 1 to 8, or more for COMP-X. */
  readonly bytes: number;
  readonly signed: boolean;
  readonly order: "big" | "little";
  /** Digits of the PICTURE. */
  readonly digits: number;
  readonly scale: number;
  /** Largest and smallest integer, the point left out: by the PICTURE, or by the storage. */
  readonly most: bigint;
  readonly least: bigint;
  /** The same as numbers; inexact past 2^53, where the exact ones decide. */
  readonly mostNumber: number;
  readonly leastNumber: number;
}

/**
 * @param truncate the PICTURE's digits limit the value (TRUNC(STD)); else the storage does (TRUNC(BIN), COMP-5, COMP-X)
 */
export function binaryForm(
  bytes: number,
  digits: number,
  scale: number,
  signed: boolean,
  truncate: boolean,
  order: "big" | "little",
): BinaryForm {
  const bits = BigInt(bytes) * 8n;
  const storageMost = (1n << (signed ? bits - 1n : bits)) - 1n;
  const storageLeast = signed ? -(1n << (bits - 1n)) : 0n;
  const pictureMost = 10n ** BigInt(digits) - 1n;
  const most = truncate ? pictureMost : storageMost;
  const least = truncate ? (signed ? -pictureMost : 0n) : storageLeast;
  return {
    bytes,
    signed,
    order,
    digits,
    scale,
    most,
    least,
    mostNumber: Number(most),
    leastNumber: Number(least),
  };
}
