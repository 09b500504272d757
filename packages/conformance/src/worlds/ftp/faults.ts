import { matchesGlob } from "../glob.ts";

/** What goes wrong. */
export type FtpFaultAction =
  /** Not executed, never answered. */
  | { readonly do: "hang" }
  /** Not executed; answered with this code, for example 452 for a full disk. */
  | { readonly do: "reply"; readonly code: number; readonly text?: string }
  /** Not executed; the control connection is closed. */
  | { readonly do: "drop" }
  /** Executed; the final answer never comes: `RNTO` for a rename nobody hears of, `STOR` for a lost 226. */
  | { readonly do: "execute-hang" }
  /** Executed; the control connection is closed instead of the final answer. */
  | { readonly do: "execute-drop" }
  /** Both connections are closed after this many bytes of a transfer; what came so far stays. */
  | { readonly do: "cut"; readonly afterBytes: number }
  /** Only this many bytes of an upload are kept, and it is called complete. */
  | { readonly do: "truncate"; readonly afterBytes: number };

/** One line of a fault script. */
export type FtpFault = FtpFaultAction & {
  /** A command in upper case, `connect` for the greeting, `*` for every command. */
  readonly on: string;
  /** Only for paths that fit; `*` and `?`. */
  readonly path?: string;
  /** Lets this many matches pass first. */
  readonly skip?: number;
  /** How often it happens: 1 when absent, `Number.POSITIVE_INFINITY` for always. */
  readonly times?: number;
};

/** The faults that are still to come, first come first served. */
export interface FaultScript {
  add(fault: FtpFault): void;
  clear(): void;
  /** The fault that this command meets; uses it up. `path` is absolute, when the command has one. */
  take(command: string, path?: string): FtpFaultAction | undefined;
}

export function faultScript(): FaultScript {
  let lines: { fault: FtpFault; skip: number; times: number }[] = [];
  return {
    add(fault): void {
      lines.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
    },
    clear(): void {
      lines = [];
    },
    take(command, path): FtpFaultAction | undefined {
      for (const line of lines) {
        const { fault } = line;
        const everyCommand = fault.on === "*" && command !== "connect";
        if (fault.on !== command && !everyCommand) continue;
        if (fault.path !== undefined && (path === undefined || !matchesGlob(path, fault.path, true)))
          continue;
        if (line.skip > 0) {
          line.skip--;
          continue;
        }
        line.times--;
        if (line.times <= 0) lines = lines.filter((other) => other !== line);
        return fault;
      }
      return undefined;
    },
  };
}
