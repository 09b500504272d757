import { HmsSyncError } from "@hms-sync/connector-api";

/** HMS_CLI_FILE for a file that the command line names: what failed, and why, in a sentence. */
export function fileError(action: "read" | "write", file: string, cause: unknown): HmsSyncError {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: action === "read" ? "there is no such file" : "its folder does not exist",
    EACCES: "permission denied",
    EISDIR: "it is a folder",
    ENOTDIR: "a part of its path is not a folder",
    ENOSPC: "the disk is full",
  };
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  return new HmsSyncError("HMS_CLI_FILE", `cannot ${action} ${file}: ${reasons[code] ?? code}`, { cause });
}
