import type { LayoutNode, RecordShape } from "../source/layout.ts";
import { indented } from "./chunks.ts";
import type { CodeContext } from "./code-context.ts";
import { placeCode } from "./counters.ts";
import { getCode } from "./item-code.ts";
import type { RecordPlan } from "./plan.ts";

/** The tables of a record that DEPENDING ON makes vary, as a literal for `variableRecord`; none where there are none. */
export function variableTables(shape: RecordShape, plan: RecordPlan, context: CodeContext): string[] {
  return tables(shape.root.children, 0, 0);

  function tables(nodes: readonly LayoutNode[], origin: number, depth: number): string[] {
    return nodes.flatMap((node) => {
      if (node.redefines !== undefined) return [];
      if (node.occurs === undefined) return node.node === "group" ? tables(node.children, origin, depth) : [];
      const inner = node.node === "group" ? tables(node.children, node.offset, depth + 1) : [];
      const { max, stride, dependingOn } = node.occurs;
      if (dependingOn === undefined && inner.length === 0) return [];
      return [
        "{",
        `  at: ${node.offset - origin}, stride: ${stride}, max: ${max}, depth: ${depth},`,
        ...indented(counterOf(dependingOn)),
        "  inner: [",
        ...indented(indented(inner)),
        "  ],",
        "},",
      ];
    });
  }

  function counterOf(path: string | undefined): string[] {
    if (path === undefined) return ["counter: null,"];
    const { min } = plan.counters.get(path)!;
    const place = plan.locations.get(path)!;
    const { item, note } = place;
    const problems = place.strides.length > 0 ? "problems" : "";
    return [
      "counter: {",
      `  min: ${min}, note: ${note}, length: ${item.length},`,
      `  at: (${problems}) => ${placeCode(place)},`,
      `  count: (bytes, at, problems) => ${getCode(item, "at", note, context)},`,
      "},",
    ];
  }
}
