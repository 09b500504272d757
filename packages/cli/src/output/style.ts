import { styleText } from "node:util";

type Paint = (text: string) => string;

/** Paints text, or leaves it as it is where colour is not wanted. */
export interface Style {
  /** False when every paint leaves the text as it is. */
  readonly colored: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly warning: Paint;
  readonly bad: Paint;
  readonly name: Paint;
}

const plain: Paint = (text) => text;

const PLAIN: Style = Object.freeze({
  colored: false,
  bold: plain,
  dim: plain,
  good: plain,
  warning: plain,
  bad: plain,
  name: plain,
});

const COLORED: Style = Object.freeze({
  colored: true,
  bold: paint("bold"),
  dim: paint("dim"),
  good: paint("green"),
  warning: paint("yellow"),
  bad: paint("red"),
  name: paint("cyan"),
});

function paint(format: "bold" | "dim" | "green" | "yellow" | "red" | "cyan"): Paint {
  return (text) => styleText(format, text, { validateStream: false });
}

/**
 * Colour only where a person looks: on a terminal that knows colour.
 *
 * `FORCE_COLOR` (other than `0` or `false`) asks for it anywhere; else `NO_COLOR` (no-color.org) and `TERM=dumb` forbid it.
 */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced === "0" || forced === "false" ? PLAIN : COLORED;
  if (environment["NO_COLOR"] || environment["TERM"] === "dumb") return PLAIN;
  return stream.isTTY === true ? COLORED : PLAIN;
}
