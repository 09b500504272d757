import type { LayoutNode, RecordShape } from "../source/layout.ts";
import { address, indented } from "./chunks.ts";
import { use } from "./code-context.ts";
import { initialCode } from "./item-code.ts";
import type { RecordContext } from "./record-context.ts";

/** Part of a template record: a fill, which may grow, or lines of code. */
type Step =
  | { readonly at: number; readonly length: number; readonly fill: string }
  | { readonly lines: readonly string[] };

/** Body of the function that puts VALUEs and zeros into the template record. */
export function initialBody(shape: RecordShape, context: RecordContext): string[] {
  return makeSteps(context).lines(shape.root.children, 0, false);
}

/**
 * Statements that put the VALUEs and zeros of one item or group into a record.
 *
 * @param origin offset in the record of the bytes at `base`
 */
export function initialSteps(
  node: LayoutNode,
  origin: number,
  framed: boolean,
  context: RecordContext,
): string[] {
  // on its own it stands in nobody's place
  const { redefines: _, ...alone } = node;
  return makeSteps(context).lines([alone], origin, framed);
}

function makeSteps(context: RecordContext) {
  return {
    lines: (nodes: readonly LayoutNode[], origin: number, framed: boolean): string[] =>
      linesOf(stepsOf(nodes, origin, framed ? 1 : 0), framed),
  };

  function stepsOf(nodes: readonly LayoutNode[], origin: number, depth: number): Step[] {
    return nodes
      .filter(({ redefines }) => redefines === undefined)
      .flatMap((node) => [
        ...slack(node, origin),
        ...(node.occurs === undefined ? single(node, origin, depth) : repeated(node, origin, depth)),
      ]);
  }

  /** Bytes that SYNCHRONIZED left free before an item. GnuCOBOL leaves them the blanks that they are in the template. */
  function slack({ offset, slack: length = 0 }: LayoutNode, origin: number): Step[] {
    return length === 0 || context.settings.sync === "gnucobol"
      ? []
      : [{ at: offset - length - origin, length, fill: "0" }];
  }

  function single(node: LayoutNode, origin: number, depth: number): Step[] {
    if (node.node === "group") return stepsOf(node.children, origin, depth);
    const at = node.offset - origin;
    const counter = context.plan.counters.get(node.path);
    // a table that is not given has as few elements as it may
    const item = counter === undefined ? node : { ...node, value: String(counter.min) };
    const code = initialCode(item, address(at, depth > 0), context);
    if (code === null) return [];
    return "fill" in code ? [{ at, length: node.length, fill: code.fill }] : [{ lines: [code.statement] }];
  }

  function repeated(node: LayoutNode, origin: number, depth: number): Step[] {
    const { max, stride } = node.occurs!;
    const steps = single(node, node.offset, depth + 1);
    // so does each element of a table that starts at a boundary
    if (stride > node.length) steps.push({ at: node.length, length: stride - node.length, fill: "0" });
    if (steps.length === 0) return [];
    const [only] = merged(steps);
    // a table that is one run of the same byte is one fill
    if (
      merged(steps).length === 1 &&
      only !== undefined &&
      "fill" in only &&
      only.at === 0 &&
      only.length === stride
    ) {
      return [{ at: node.offset - origin, length: stride * max, fill: only.fill }];
    }
    const start = address(node.offset - origin, depth > 0);
    // `base` of the loop hides that of the loop around it, which is used up in its own start
    return [
      {
        lines: [
          `for (let i${depth} = 0, start${depth} = ${start}; i${depth} < ${max}; i${depth}++) {`,
          `  const base = start${depth} + i${depth} * ${stride};`,
          ...indented(linesOf(steps, true)),
          "}",
        ],
      },
    ];
  }

  function linesOf(steps: readonly Step[], framed: boolean): string[] {
    return merged(steps).flatMap((step) =>
      "lines" in step
        ? step.lines
        : [`${use(context, "putFill")}(bytes, ${address(step.at, framed)}, ${step.length}, ${step.fill});`],
    );
  }
}

/** Neighbouring fills of one byte as one. */
function merged(steps: readonly Step[]): Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (
      last !== undefined &&
      "fill" in last &&
      "fill" in step &&
      last.fill === step.fill &&
      last.at + last.length === step.at
    ) {
      result[result.length - 1] = { ...last, length: last.length + step.length };
    } else result.push(step);
  }
  return result;
}
