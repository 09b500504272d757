import { ModuleKind, ModuleResolutionKind, Project, ScriptTarget } from "ts-morph";

/**
 * An empty compiler program, strict, with nothing read from a tsconfig: the same for everybody, so findings do not
 * depend on where they are made.
 *
 * When this package runs from its sources (a checkout without a build), the packages it checks against are read from
 * their sources as well.
 */
export function openProject(): Project {
  return new Project({
    skipAddingFilesFromTsConfig: true,
    skipLoadingLibFiles: false,
    compilerOptions: {
      target: ScriptTarget.ES2024,
      lib: ["lib.es2024.d.ts"],
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      customConditions: import.meta.url.endsWith(".ts") ? ["hms-sync:source"] : [],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
    },
  });
}
