import { virtualClock } from "@hms-sync/conformance";
import { HmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { loginGate } from "./login-gate.ts";

const signal = new AbortController().signal;

describe("loginGate", () => {
  it("lets one login follow the other", async () => {
    const gate = loginGate(virtualClock());
    const first = Promise.withResolvers<string>();
    let begun = 0;
    const logIn = (result: Promise<string>) => async (): Promise<string> => {
      begun++;
      return await result;
    };
    const one = gate.pass("send", signal, logIn(first.promise));
    const two = gate.pass("answers", signal, logIn(Promise.resolve("two")));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toBe(1);
    first.resolve("one");
    expect(await Promise.all([one, two])).toEqual(["one", "two"]);
  });

  it("remembers a refused login only, no other failure", async () => {
    const gate = loginGate(virtualClock());
    const fail = (code: "HMS_NET_CUT" | "HMS_NET_AUTH") => (): Promise<never> =>
      Promise.reject(new HmsSyncError(code, "no"));
    await expect(gate.pass("answers", signal, fail("HMS_NET_CUT"))).rejects.toMatchObject({
      code: "HMS_NET_CUT",
    });
    expect(await gate.pass("answers", signal, async () => "in")).toBe("in");
    await expect(gate.pass("answers", signal, fail("HMS_NET_AUTH"))).rejects.toMatchObject({
      code: "HMS_NET_AUTH",
    });
    // reported to the send that comes next, without a try of its own, and once
    await expect(gate.pass("send", signal, async () => "in")).rejects.toMatchObject({ code: "HMS_NET_AUTH" });
    expect(await gate.pass("send", signal, async () => "in")).toBe("in");
    expect(await gate.pass("answers", signal, async () => "in")).toBe("in");
  });
});
