import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, it } from "vitest";

/** A program of the operating system that an interop test needs, and the Debian package that brings it. */
export interface Tool {
  readonly program: string;
  readonly debianPackage: string;
  /** It works only for root, as servers do that change to the account of who logs in. */
  readonly needsRoot?: true;
}

export const COBC: Tool = { program: "cobc", debianPackage: "gnucobol" };
export const PURE_FTPD: Tool = { program: "pure-ftpd", debianPackage: "pure-ftpd", needsRoot: true };

/** Where Debian puts servers; not on every user's PATH. */
const SERVER_FOLDERS = ["/usr/sbin", "/usr/local/sbin"];

/** Full path of a program, when it is installed. */
export function findProgram(program: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...SERVER_FOLDERS];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/**
 * A `describe` for tests that need programs of the operating system.
 *
 * Without them it is skipped on a person's machine, and its title says what is missing; with `CI` set it fails, so that
 * a server that was forgotten there cannot pass for a green run.
 */
export function describeWith(tools: readonly Tool[], title: string, body: () => void): void {
  const missing = tools.flatMap(whatIsMissing);
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  const said = `missing: ${missing.join(", ")}`;
  if (process.env["CI"]) {
    describe(title, () => {
      it("has the programs it needs", () => {
        throw new Error(said);
      });
    });
    return;
  }
  describe.skipIf(true)(`${title} (${said})`, body);
}

function whatIsMissing({ program, debianPackage, needsRoot }: Tool): string[] {
  if (findProgram(program) === undefined) return [`${program} (Debian package ${debianPackage})`];
  return needsRoot && process.getuid?.() !== 0 ? [`root, for ${program}`] : [];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
