import { posix } from "node:path";
import type { TransportOptions } from "@hms-sync/connector-api";
import { type FtpWorld, type FtpWorldOptions, startFtpWorld } from "../worlds/ftp-world.ts";
import type { SuiteWorld } from "./suite-world.ts";
import { answersAtOnce } from "./test-material.ts";

export interface FtpSuiteWorldOptions extends FtpWorldOptions {
  /** Added to the options that the world gives; `settings` and policies as needed. */
  readonly transport?: Partial<TransportOptions>;
}

/** The FTP world in the form that the transport suite wants. */
export async function ftpSuiteWorld(
  options: FtpSuiteWorldOptions = {},
): Promise<SuiteWorld & { readonly ftp: FtpWorld }> {
  const ftp = await startFtpWorld(options);
  const inbox = new URL(ftp.url).pathname;
  const marker = options.transport?.file?.marker;
  const isFinal = (path: string): boolean =>
    posix.dirname(path) === inbox && !posix.basename(path).startsWith(".");
  const isMarker = (path: string): boolean => marker !== undefined && isFinal(path) && path.endsWith(marker);
  const isData = (path: string): boolean => isFinal(path) && !isMarker(path);
  const complete = (): string[] => ftp.files().filter(isData);
  return {
    ftp,
    options: {
      endpoint: ftp.url,
      password: ftp.password,
      file: { name: "{deliveryId}" },
      ack: answersAtOnce(),
      ...options.transport,
    },
    visible: () => new Map(complete().map((path) => [posix.basename(path), ftp.read(path)])),
    leftovers() {
      const expected = new Set(complete().flatMap((path) => [path, `${path}${marker ?? ""}`]));
      const extra = ftp.files().filter((path) => !expected.has(path));
      const missing = [...expected].filter((path) => !ftp.has(path)).map((path) => `no ${path}`);
      return [...extra, ...missing];
    },
    incomplete: () =>
      ftp.changes.flatMap(({ action, path, sizeBytes }) =>
        isData(path) && action !== "renamed" && action !== "deleted"
          ? [`${action} ${path} (${sizeBytes} bytes)`]
          : [],
      ),
    connections: () => ftp.connections,
    steps: () => ftp.commands.length,
    cutAtStep: (skip, when) => ftp.fault({ on: "*", skip, do: when === "before" ? "drop" : "execute-drop" }),
    cutAfterBytes: (bytes) => ftp.fault({ on: "STOR", do: "cut", afterBytes: bytes }),
    hangAtStep: (skip) => ftp.fault({ on: "*", skip, do: "hang" }),
    calm: () => ftp.calm(),
    goDown: () => ftp.goDown(),
    comeUp: () => ftp.comeUp(),
    refusePassword() {
      ftp.password = `${ftp.password}, changed`;
    },
    stop: () => ftp.stop(),
  };
}
