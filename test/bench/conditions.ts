import os from "node:os";

/** Says what the figures were measured on: without it they mean nothing. */
export function printConditions(): void {
  const cpus = os.cpus();
  const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  process.stdout.write(
    [
      `date        ${new Date().toISOString()}`,
      `node        ${process.version}, SQLite ${process.versions["sqlite"] ?? "unknown"}`,
      `machine     ${cpus.length} x ${cpus[0]?.model ?? "unknown"}, ${gib(os.totalmem())}, ${os.type()} ${os.release()}`,
      `load        ${os
        .loadavg()
        .map((value) => value.toFixed(2))
        .join(" ")} (1, 5, 15 minutes, before the run)`,
      "",
    ].join("\n"),
  );
}
