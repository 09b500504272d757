import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findProgram } from "./tools.ts";

const run = promisify(execFile);

export interface CobolSource {
  /** Path of the program, fixed format. */
  readonly source: string;
  /** Folders in which COPY looks. */
  readonly copybooks: readonly string[];
  /** Path of the executable to write. */
  readonly executable: string;
  /** Further options of the compiler. */
  readonly flags?: readonly string[];
}

/**
 * Compiles a COBOL program with GnuCOBOL, as strictly as it can: every warning is an error.
 *
 * @throws Error with the compiler's own lines.
 */
export async function compileCobol(program: CobolSource): Promise<void> {
  const cobc = findProgram("cobc");
  if (cobc === undefined) throw new Error("missing: cobc (Debian package gnucobol)");
  const includes = program.copybooks.flatMap((folder) => ["-I", folder]);
  try {
    await run(cobc, [
      "-x",
      "-std=default",
      "-Wall",
      "-Werror",
      ...(program.flags ?? []),
      ...includes,
      "-o",
      program.executable,
      program.source,
    ]);
  } catch (error) {
    throw new Error(`cobc refused ${program.source}:\n${(error as { stderr?: string }).stderr ?? ""}`, {
      cause: error,
    });
  }
}
