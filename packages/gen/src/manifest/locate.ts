import type { SourceSpan } from "@hms-sync/connector-api";
import { isMap, isScalar, type Node } from "yaml";
import { resolved, spanOf, type YamlScope } from "./yaml-scope.ts";

/** Where a member of the manifest stands. */
export interface Located {
  readonly keySpan: SourceSpan;
  readonly span: SourceSpan;
}

/** Finds what a JSON pointer (`#/events/appointment.created/fields/APPT_NUM`) leads to; undefined when nothing is there. */
export function locate(scope: YamlScope, pointer: string): Located | undefined {
  let node: Node | null = scope.document.contents;
  let found: Located | undefined;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const real = resolved(scope, node);
    if (!isMap(real)) return undefined;
    const pair = real.items.find(
      (item) => isScalar(item.key) && (item.key.source ?? String(item.key.value)) === key,
    );
    if (pair === undefined) return undefined;
    node = (pair.value ?? null) as Node | null;
    found = { keySpan: spanOf(scope, pair.key as Node), span: spanOf(scope, node) };
  }
  return found;
}
