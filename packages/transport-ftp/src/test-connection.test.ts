import { answersAtOnce, answersInFiles, testContext } from "@hms-sync/conformance/vitest";
import { type FtpFault, type FtpWorld, startFtpWorld } from "@hms-sync/conformance/worlds";
import type { TestStep, TransportOptions } from "@hms-sync/connector-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { transport as provider } from "./transport.ts";

let world: FtpWorld;

beforeEach(async () => {
  world = await startFtpWorld();
});
afterEach(async () => {
  await world.stop();
});

async function test(options: Partial<TransportOptions> = {}): Promise<TestStep[]> {
  const transport = provider.create(
    {
      endpoint: world.url,
      password: world.password,
      file: { name: "x" },
      ack: answersInFiles(),
      ...options,
    },
    testContext(),
  );
  try {
    return await transport.test!(new AbortController().signal);
  } finally {
    await transport.dispose();
  }
}

describe("the test of an FTP connection", () => {
  it("does everything that a delivery does, and never under a visible name", async () => {
    const steps = await test();
    expect(steps.map(({ name, ok }) => `${name} ${ok}`)).toEqual([
      "connect true",
      "login true",
      "list folder true",
      "write probe file true",
      "read size true",
      "rename true",
      "delete true",
      "answer folder true",
    ]);
    expect(world.files()).toEqual([]);
    expect(world.changes.filter(({ path }) => !path.startsWith("/inbox/."))).toEqual([]);
  });

  const rows: [string, FtpFault, string][] = [
    ["connect", { on: "connect", do: "reply", code: 421 }, "421"],
    ["list folder", { on: "MLSD", do: "reply", code: 550, times: 3 }, "550"],
    ["write probe file", { on: "STOR", do: "reply", code: 553 }, "553"],
    ["write probe file", { on: "STOR", do: "cut", afterBytes: 5 }, "lost"],
    ["read size", { on: "STOR", do: "truncate", afterBytes: 5 }, "5 are there"],
    ["rename", { on: "RNFR", do: "reply", code: 550 }, "find"],
    ["rename", { on: "RNTO", do: "execute-drop" }, "lost"],
    ["delete", { on: "DELE", do: "reply", code: 550 }, "refused"],
    ["answer folder", { on: "MLSD", path: "/outbox", do: "reply", code: 550 }, "550"],
  ];

  it.each(rows)(
    "ends at %s when that fails, says why and what to do, and leaves nothing (%j)",
    async (name, fault, why) => {
      if (name === "list folder") world.fault({ on: "LIST", do: "reply", code: 550, times: 3 });
      if (name === "answer folder")
        world.fault({ on: "LIST", path: "/outbox", do: "reply", code: 550, times: 3 });
      world.fault(fault);
      const steps = await test();
      const last = steps.at(-1)!;
      expect(steps.slice(0, -1).every(({ ok }) => ok)).toBe(true);
      expect(last).toMatchObject({ name, ok: false, message: expect.stringContaining(why) });
      expect(last.message).toMatch(/[.:].*\.$/);
      expect(world.files()).toEqual([]);
    },
  );

  it("says which file may be left when the server vanishes in the middle", async () => {
    world.fault({ on: "RNTO", do: "execute-drop" });
    world.fault({ on: "connect", skip: 1, do: "reply", code: 421, times: 9 });
    const steps = await test();
    expect(steps.at(-1)).toMatchObject({ name: "rename", ok: false });
    expect(steps.at(-1)!.message).toContain("/inbox/.hms-sync-test.");
  });

  it("remarks on a server that does not measure", async () => {
    await world.stop();
    world = await startFtpWorld({ without: ["SIZE"] });
    const steps = await test();
    expect(steps.every(({ ok }) => ok)).toBe(true);
    expect(steps.find(({ name }) => name === "read size")!.message).toMatch(/does not say sizes/);
  });

  it("leaves the answer folder out when answers do not come in files", async () => {
    const steps = await test({ ack: answersAtOnce() });
    expect(steps.at(-1)!.name).toBe("delete");
  });
});
