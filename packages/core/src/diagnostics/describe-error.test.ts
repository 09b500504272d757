import { HmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error.ts";

describe("describeError", () => {
  it("shows errors of HMS Sync as they are worded", () => {
    expect(describeError(new HmsSyncError("HMS_NET_TIMEOUT", "no answer in 10s"))).toEqual({
      code: "HMS_NET_TIMEOUT",
      message: "no answer in 10s",
    });
  });

  it("shows system errors by what failed", () => {
    const error = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:21"), {
      code: "ECONNREFUSED",
      syscall: "connect",
    });
    expect(describeError(error)).toEqual({
      code: "ECONNREFUSED",
      message: "connect failed with ECONNREFUSED",
    });
  });

  it("shows only kind and place of any other error, since its message may quote a value", () => {
    const { message, code } = describeError(new TypeError("SECRET is not a function"));
    expect(message).toMatch(/^TypeError at describe-error\.test\.ts:\d+:\d+ \(message left out/);
    expect(code).toBeUndefined();
  });

  it.each([
    ["a message that looks like a frame", new Error("x\n    at SECRET (SECRET.ts:1:1)")],
    ["a name made of a value", Object.assign(new Error("x"), { name: "SECRET" })],
    ["a code made of a value", Object.assign(new Error("x"), { code: "SECRET value" })],
    ["a thrown text", "SECRET"],
    ["a thrown object", { SECRET: "SECRET" }],
    [
      "a parser's error",
      (() => {
        try {
          return JSON.parse("SECRET");
        } catch (error) {
          return error;
        }
      })(),
    ],
  ])("does not pass on %s", (_, error) => {
    expect(JSON.stringify(describeError(error))).not.toContain("SECRET");
  });
});
