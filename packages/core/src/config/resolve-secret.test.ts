import { isHmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { resolveSecret } from "./resolve-secret.ts";

const sources = {
  env: { DMV_PASSWORD: "s3cret", EMPTY: "" },
  readFile: (path: string) => {
    if (path === "/run/secrets/dmv") return "s3cret\n";
    throw Object.assign(new Error(`ENOENT: ${path}`), { code: "ENOENT" });
  },
};

describe("resolveSecret", () => {
  it.each([
    ["env:DMV_PASSWORD", "s3cret"],
    ["file:/run/secrets/dmv", "s3cret"],
    ["ftp://10.2.3.4/inbox", "ftp://10.2.3.4/inbox"],
    ["file:///var/inbox", "file:///var/inbox"],
  ])("gives for %s what it stands for", (reference, value) => {
    expect(resolveSecret(reference, sources)).toBe(value);
  });

  it.each([
    ["env:NONE", "the environment variable NONE is not set"],
    ["env:EMPTY", "the environment variable EMPTY is empty"],
    ["env:toString", "the environment variable toString is not set"],
    ["file:/none", "the secret file /none cannot be read (ENOENT)"],
  ])("says of %s that %s", (reference, message) => {
    try {
      resolveSecret(reference, sources);
      expect.unreachable();
    } catch (error) {
      expect(isHmsSyncError(error, "HMS_CFG_SECRET")).toBe(true);
      expect((error as Error).message).toBe(message);
    }
  });
});
