import type { LayoutNode, RecordShape } from "../source/layout.ts";
import { address, indented } from "./chunks.ts";
import { type CodeContext, initialCode, use } from "./item-code.ts";

/** Part of a template record: a fill, which may grow, or lines of code. */
type Step =
  | { readonly at: number; readonly length: number; readonly fill: string }
  | { readonly lines: readonly string[] };

/** Body of the function that puts VALUEs and zeros into the template record. */
export function initialBody(shape: RecordShape, context: CodeContext): string[] {
  return linesOf(stepsOf(shape.root.children, 0, 0), false);

  function stepsOf(nodes: readonly LayoutNode[], origin: number, depth: number): Step[] {
    return nodes.flatMap((node) =>
      node.occurs === undefined ? single(node, origin, depth) : repeated(node, origin, depth),
    );
  }

  function single(node: LayoutNode, origin: number, depth: number): Step[] {
    if (node.node === "group") return stepsOf(node.children, origin, depth);
    const at = node.offset - origin;
    const code = initialCode(node, address(at, depth > 0), context);
    if (code === null) return [];
    return "fill" in code ? [{ at, length: node.length, fill: code.fill }] : [{ lines: [code.statement] }];
  }

  function repeated(node: LayoutNode, origin: number, depth: number): Step[] {
    const { max, stride } = node.occurs!;
    const steps = single({ ...node, offset: node.offset }, node.offset, depth + 1);
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
