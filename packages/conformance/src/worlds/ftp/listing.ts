import { posix } from "node:path";
import type { WorldEntry, WorldFiles } from "./world-files.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A modification time as RFC 3659 section 2.3 writes it: `20240402090000.123`, in UTC. */
export function timeValue(modifiedAt: number): string {
  return new Date(modifiedAt).toISOString().replace(/[-:TZ]/g, "");
}

/** One line per entry for MLSD (RFC 3659 section 7), LIST (as `ls -l` writes it) or NLST (names alone). */
export function listing(files: WorldFiles, folder: string, form: "MLSD" | "LIST" | "NLST"): string {
  return files
    .names(folder)
    .map((name) => `${line(name, files.entry(posix.join(folder, name))!, form)}\r\n`)
    .join("");
}

function line(name: string, entry: WorldEntry, form: "MLSD" | "LIST" | "NLST"): string {
  if (form === "NLST") return name;
  const isFolder = entry.kind === "folder";
  if (form === "MLSD") {
    return `type=${isFolder ? "dir" : "file"};size=${entry.sizeBytes};modify=${timeValue(entry.modifiedAt)}; ${name}`;
  }
  const at = new Date(entry.modifiedAt);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${MONTHS[at.getUTCMonth()]} ${two(at.getUTCDate())}`;
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  return `${isFolder ? "drwxr-xr-x" : "-rw-r--r--"} 1 hms hms ${entry.sizeBytes} ${day} ${time} ${name}`;
}
