import type { Finding, SourceSpan } from "@hms-sync/connector-api";
import { type Project, type Node as TsNode, ts } from "ts-morph";
import { locate } from "../manifest/locate.ts";
import { spanOf, type YamlScope } from "../manifest/yaml-scope.ts";

/** A generated file in memory, with the manifest that it came from. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly scope: YamlScope;
}

/**
 * Lets the compiler judge the generated files of all manifests at once and leads its errors back to the manifest.
 *
 * Only generated files are judged: what is wrong inside a person's own file is for that person's compiler to say.
 */
export function checkTypes(project: Project, files: readonly CheckedFile[]): Finding[] {
  const sources = files.map((file) => project.createSourceFile(file.path, file.text, { overwrite: true }));
  const program = project.getProgram();
  return sources.flatMap((source, index) => {
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return diagnostics.map((diagnostic): Finding => {
      const start = diagnostic.getStart() ?? 0;
      const message = messageOf(diagnostic.compilerObject.messageText);
      const code = diagnostic.getCode();
      const { scope } = files[index]!;
      const span = spanOfError(scope, source.getDescendantAtPos(start), code);
      const where = span === undefined ? `${source.getBaseName()}:${diagnostic.getLineNumber() ?? 1}: ` : "";
      return {
        ...(span ?? spanOf(scope, null)),
        code: "HMS_GEN_TYPE",
        severity: "error",
        message: `${where}TS${code}: ${message}`,
        suggestions: [],
      };
    });
  });
}

/** The compiler's first line and its innermost reason; the lines between only repeat the path to it. */
function messageOf(text: string | ts.DiagnosticMessageChain): string {
  const lines = ts
    .flattenDiagnosticMessageText(text, "\n")
    .split("\n")
    .map((line) => line.trim());
  const [first] = lines;
  const last = lines.at(-1)!;
  return lines.length === 1 ? first! : `${first} ${last}`;
}

/** "Argument of type … is not assignable": what a rule reads does not go into its transform. */
const WRONG_ARGUMENT = 2345;

/** Where the rule stands: what it reads for a wrong argument, else its transform, else the whole of it. */
function spanOfError(scope: YamlScope, node: TsNode | undefined, code: number): SourceSpan | undefined {
  const pointer = pointerOf(node);
  if (pointer === undefined) return undefined;
  const rule = locate(scope, pointer);
  if (!pointer.includes("/fields/")) return rule?.keySpan;
  const inner = locate(scope, `${pointer}/${code === WRONG_ARGUMENT ? "from" : "use"}`);
  return inner?.span ?? rule?.span;
}

/** The nearest `@from` around a node. */
function pointerOf(node: TsNode | undefined): string | undefined {
  for (let current = node; current !== undefined; current = current.getParent()) {
    for (const range of current.getLeadingCommentRanges()) {
      const pointer = /@from (#\S+)/.exec(range.getText())?.[1];
      if (pointer !== undefined) return pointer;
    }
  }
  return undefined;
}
