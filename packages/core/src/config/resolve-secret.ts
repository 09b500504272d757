import { HmsSyncError } from "@hms-sync/connector-api";

/** Where secrets are looked up. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of a file; throws when it cannot be read. */
  readonly readFile: (path: string) => string;
}

/**
 * Turns `env:NAME` and `file:PATH` into what they stand for; other text is given back as it is.
 *
 * `file://…` is the URL of a folder, not a reference. The line end that editors leave after a secret in a file is no part of it.
 *
 * @throws HMS_CFG_SECRET when the variable is not set or the file cannot be read; names only, never the secret.
 */
export function resolveSecret(reference: string, sources: SecretSources): string {
  if (reference.startsWith("env:")) {
    const name = reference.slice("env:".length);
    const value = Object.hasOwn(sources.env, name) ? sources.env[name] : undefined;
    if (value !== undefined && value !== "") return value;
    throw new HmsSyncError(
      "HMS_CFG_SECRET",
      `the environment variable ${name} is ${value === undefined ? "not set" : "empty"}`,
      { hint: `Set ${name} in the environment the hub is started with.`, meta: { reference } },
    );
  }
  if (reference.startsWith("file:") && !reference.startsWith("file://")) {
    const path = reference.slice("file:".length);
    try {
      return sources.readFile(path).replace(/\r?\n$/, "");
    } catch (error) {
      const why = (error as { code?: unknown }).code;
      throw new HmsSyncError(
        "HMS_CFG_SECRET",
        `the secret file ${path} cannot be read${typeof why === "string" ? ` (${why})` : ""}`,
        { meta: { reference } },
      );
    }
  }
  return reference;
}
