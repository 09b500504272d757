import type { GroupNode, LayoutNode } from "@hms-sync/gen/source";
import type { FindingList } from "../finding-list.ts";

/**
 * Reports names that would be one key of a record: `A-B` and `A_B`, or the same name twice in one group.
 *
 * Items below an unnamed group belong to the group around it.
 */
export function checkNames(root: GroupNode, findings: FindingList): void {
  checkScope(root.children, new Map(), findings);
}

function checkScope(
  nodes: readonly LayoutNode[],
  seen: Map<string, LayoutNode>,
  findings: FindingList,
): void {
  for (const node of nodes) {
    if (node.key !== null) {
      const key = node.key.toUpperCase();
      const other = seen.get(key);
      if (other === undefined) seen.set(key, node);
      else {
        findings.add(
          "HMS_CPY_NAME",
          node.span,
          `${node.name} and ${other.name} (line ${other.span.line}) are one name in a record`,
          {
            hint: "Names are compared without regard to case, with - as _; rename one of them.",
          },
        );
      }
    }
    if (node.node === "group") checkScope(node.children, node.key === null ? seen : new Map(), findings);
  }
}
