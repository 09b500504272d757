import path from "node:path";
import type { EventPath } from "@hms-sync/connector-api";
import type { Node, Project, SourceFile, Type } from "ts-morph";
import type { TransformReference } from "../bind/bound.ts";
import type { Target } from "../bind/target.ts";
import type { TransformCatalogue } from "./transform-catalogue.ts";

/** Where a package keeps its own transforms, from the manifest's folder. */
const TRANSFORMS_FILE = "src/transforms.ts";

/** Package that exports the built-in ones, each by its name and all of them as one object `transforms`. */
const BUILT_IN = "@hms-sync/core";

interface Transform {
  readonly reference: TransformReference;
  readonly type: Type;
  /** Where the types were asked for. */
  readonly at: Node;
}

/**
 * Reads which transforms there are. Files are opened on the first question, so a manifest without `use` costs nothing.
 *
 * @param folder absolute path of the manifest's folder
 */
export function readTransforms(project: Project, folder: string): TransformCatalogue {
  let own: Map<string, Transform> | undefined;
  let builtIn: Map<string, Transform> | undefined;
  const ownOnes = (): Map<string, Transform> => {
    own ??= exportedFunctions(project.addSourceFileAtPathIfExists(path.join(folder, TRANSFORMS_FILE)));
    return own;
  };
  const builtInOnes = (): Map<string, Transform> => {
    builtIn ??= builtInFunctions(project, folder);
    return builtIn;
  };
  const all = (): Map<string, Transform> => new Map([...builtInOnes(), ...ownOnes()]);
  return {
    file: TRANSFORMS_FILE,
    find: (name) => (ownOnes().get(name) ?? builtInOnes().get(name))?.reference,
    names: () => [...all().keys()].sort(),
    fitting: (source, target) =>
      [...all()]
        .filter(([, transform]) => fits(project, transform, source, target))
        .map(([name]) => name)
        .sort(),
  };
}

function builtInFunctions(project: Project, folder: string): Map<string, Transform> {
  // a file that exists in memory only asks the compiler to resolve the package as generated code would
  const text = `export { transforms } from "${BUILT_IN}";`;
  const probe = project.createSourceFile(path.join(folder, "generated", "built-in.probe.ts"), text, {
    overwrite: true,
  });
  const found = new Map<string, Transform>();
  const [all] = probe.getExportedDeclarations().get("transforms") ?? [];
  for (const property of all?.getType().getProperties() ?? []) {
    const name = property.getName();
    found.set(name, {
      reference: { name, from: "built-in" },
      type: property.getTypeAtLocation(all!),
      at: all!,
    });
  }
  project.removeSourceFile(probe);
  return found;
}

function exportedFunctions(file: SourceFile | undefined): Map<string, Transform> {
  const found = new Map<string, Transform>();
  for (const [name, declarations] of file?.getExportedDeclarations() ?? []) {
    const [declaration] = declarations;
    if (declaration === undefined) continue;
    const type = declaration.getType();
    if (type.getCallSignatures().length === 0) continue;
    found.set(name, { reference: { name, from: "package" }, type, at: declaration });
  }
  return found;
}

function fits(project: Project, { type, at }: Transform, source: EventPath, target: Target): boolean {
  const [signature] = type.getCallSignatures();
  const [first] = signature?.getParameters() ?? [];
  if (signature === undefined || first === undefined) return false;
  const checker = project.getTypeChecker().compilerObject;
  const { string, number, boolean } = {
    string: checker.getStringType(),
    number: checker.getNumberType(),
    boolean: checker.getBooleanType(),
  };
  const takes = first.getTypeAtLocation(at).compilerType;
  const given = { string, number, integer: number, boolean, unknown: checker.getUnknownType() }[source.type];
  const gives = signature.getReturnType();
  const wanted = target.kind === "text" ? string : number;
  return (
    checker.isTypeAssignableTo(given, takes) &&
    !gives.isAny() &&
    checker.isTypeAssignableTo(gives.compilerType, wanted)
  );
}
