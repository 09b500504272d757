import { answersAtOnce, testContext } from "@hms-sync/conformance/vitest";
import { type HmsSyncError, isHmsSyncError, type TransportOptions } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { readOptions } from "./options.ts";
import { transport } from "./transport.ts";

const PLAIN: TransportOptions = {
  endpoint: "ftp://hms@10.2.3.4/inbox",
  password: "pass-4711",
  file: { name: "{deliveryId}" },
  ack: answersAtOnce(),
};

function faults(options: Partial<TransportOptions>): HmsSyncError {
  try {
    transport.create({ ...PLAIN, ...options }, testContext());
  } catch (error) {
    if (isHmsSyncError(error, "HMS_CFG_INVALID")) return error;
    throw error;
  }
  throw new Error("the options were taken");
}

function messages(options: Partial<TransportOptions>): string[] {
  return faults(options).findings.map(({ message }) => message);
}

describe("the options of an FTP transport", () => {
  it("have defaults", () => {
    expect(readOptions(PLAIN, "c")).toMatchObject({
      host: "10.2.3.4",
      port: 21,
      user: "hms",
      folder: "/inbox",
      secure: "none",
      timeoutMs: 30_000,
    });
  });

  it.each([
    ["ftp://h", { user: "anonymous", folder: "", port: 21 }],
    ["ftp://h/", { folder: "/" }],
    ["ftp://h:2121/a/b/", { port: 2121, folder: "/a/b" }],
    ["ftp://h/~/in", { folder: "in" }],
    ["ftp://h/~", { folder: "" }],
    ["ftp://a%40b@h/in%20box", { user: "a@b", folder: "/in box" }],
    ["ftp://u@[::1]:2121/in", { host: "::1", port: 2121, address: "::1:2121" }],
    ["ftps://h/in", { secure: "explicit", port: 21 }],
  ])("read the endpoint %s", (endpoint, parts) => {
    expect(readOptions({ ...PLAIN, endpoint }, "c")).toMatchObject(parts);
  });

  it("use the port of implicit TLS", () => {
    const settings = { secure: "implicit" };
    expect(readOptions({ ...PLAIN, settings }, "c")).toMatchObject({ secure: "implicit", port: 990 });
  });

  it.each([
    [500, 500],
    ["500ms", 500],
    ["30s", 30_000],
    ["2m", 120_000],
  ])("read the timeout %s", (timeout, timeoutMs) => {
    expect(readOptions({ ...PLAIN, settings: { timeout } }, "c").timeoutMs).toBe(timeoutMs);
  });

  it("refuse a password in the endpoint without showing it", () => {
    const error = faults({ endpoint: "ftp://hms:pass-4711@10.2.3.4/inbox" });
    expect(error.message).toContain("endpoint: holds a password");
    expect(JSON.stringify([error.message, error.hint, error.findings])).not.toContain("pass-4711");
  });

  it("name every fault at once, with the nearest right names", () => {
    const error = faults({
      endpoint: "sftp://h/in",
      settings: { secrue: "explicit", timeout: "soon", secure: "explicite" },
      ack: { ...answersAtOnce(), from: "file" },
    });
    expect(error.findings.map(({ message }) => message.split(":")[0]!)).toEqual([
      "settings.secrue",
      "settings.timeout",
      "settings.secure",
      "endpoint",
      "ack.folder",
      "ack.pattern",
    ]);
    expect(error.findings[0]).toMatchObject({ suggestions: ["secure"], file: "connector test" });
    expect(error.findings[2]!.suggestions[0]).toBe("explicit");
    expect(error.message).toContain("and 5 more");
  });

  it.each([
    ["nonsense", /a URL/],
    ["ftp://h/a/../b", /contains "\.\."/],
    ["ftp://h/a/%2e%2e/b", /contains "\.\."/],
    ["ftp://h/a%0d%0aDELE%20b", /control character/],
    ["ftp://u%0a@h/a", /user name/],
    ["ftp://h/a%zz", /%25/],
    ["ftp://h/a?x=1", /query/],
  ])("refuse the endpoint %s", (endpoint, fault) => {
    const { findings } = faults({ endpoint });
    expect(findings.map(({ message, hint }) => `${message} ${hint}`).join("\n")).toMatch(fault);
  });

  it("refuse what contradicts itself", () => {
    expect(messages({ endpoint: "ftps://h/in", settings: { secure: "none" } })[0]).toMatch(/contradicts/);
    expect(messages({ settings: { ca: "file:/x" } })[0]).toMatch(/not encrypted/);
  });

  it("refuse names and secrets that would end a command", () => {
    expect(messages({ password: "a\n" })[0]).toMatch(/^password: contains a line end/);
    expect(messages({ file: { name: "x", marker: "/../done" } })[0]).toMatch(/^file\.marker/);
    const ack = { ...PLAIN.ack, from: "file", folder: "/out/../etc", pattern: "a/b" } as const;
    expect(messages({ ack })).toHaveLength(2);
  });

  it.each([0, -1, 1.5, "1h", "11m", "", null, true])("refuse the timeout %s", (timeout) => {
    expect(messages({ settings: { timeout } })[0]).toMatch(/^settings\.timeout/);
  });
});
