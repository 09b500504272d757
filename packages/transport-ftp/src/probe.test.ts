import { answersAtOnce, testContext, testMessage } from "@hms-sync/conformance/vitest";
import { type FtpWorld, startFtpWorld } from "@hms-sync/conformance/worlds";
import type { ProbeResult } from "@hms-sync/connector-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { transport as provider } from "./transport.ts";

const message = testMessage(1);
const TEMPORARY = "/inbox/.d1.part";
const FINAL = "/inbox/APPT1.DAT";
const PRESENT: ProbeResult = { status: "present", reference: FINAL };

let world: FtpWorld;

afterEach(async () => {
  await world.stop();
});

/** As a process would that has just started after a crash. */
async function probe(marker?: string): Promise<ProbeResult> {
  const transport = provider.create(
    {
      endpoint: world.url,
      password: world.password,
      file: { name: "x", ...(marker !== undefined && { marker }) },
      ack: answersAtOnce(),
    },
    testContext(),
  );
  try {
    return await transport.probe!(message, new AbortController().signal);
  } finally {
    await transport.dispose();
  }
}

describe.each([
  ["a server that measures", []],
  ["a server without SIZE", ["SIZE"]],
])("probe on %s", (_title, without) => {
  beforeEach(async () => {
    world = await startFtpWorld({ without });
  });

  it("finishes a rename that is still due", async () => {
    world.write(TEMPORARY, message.bytes);
    expect(await probe()).toEqual(PRESENT);
    expect(world.files()).toEqual([FINAL]);
  });

  it("knows that a file was renamed, even when the receiver has taken it", async () => {
    expect(await probe()).toEqual(PRESENT);
    expect(world.files()).toEqual([]);
  });

  it("is not led astray by a file of the same size under the final name", async () => {
    world.write(TEMPORARY, message.bytes);
    world.write(FINAL, Buffer.from("foreign".padEnd(message.bytes.length)));
    expect(await probe()).toEqual({ status: "absent" });
    expect(world.files()).toEqual([TEMPORARY, FINAL]);
    expect(Buffer.from(world.read(FINAL)).toString()).toMatch(/^foreign/);
  });

  it.each(["drop", "execute-drop"] as const)(
    "survives a connection that is lost at the rename (%s)",
    async (fault) => {
      world.write(TEMPORARY, message.bytes);
      world.fault({ on: "RNTO", do: fault });
      expect(await probe()).toEqual(PRESENT);
      expect(world.files()).toEqual([FINAL]);
    },
  );

  it("does not know while the server is down", async () => {
    await world.goDown();
    expect(await probe()).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining("could not be reached"),
    });
  });

  it("does not know when the password is wrong", async () => {
    world.write(TEMPORARY, message.bytes);
    const { password } = world;
    world.password = "changed";
    const transport = provider.create(
      {
        endpoint: world.url,
        password,
        file: { name: "x" },
        ack: answersAtOnce(),
      },
      testContext(),
    );
    expect((await transport.probe!(message, new AbortController().signal)).status).toBe("unknown");
    await transport.dispose();
    expect(world.files()).toEqual([TEMPORARY]);
  });

  it.each([450, 500, 502, 530])(
    "does not know when the server answers the question with %s",
    async (code) => {
      world.write(TEMPORARY, message.bytes);
      world.fault({ on: "SIZE", do: "reply", code: 550, times: 2 });
      world.fault({ on: "RNFR", do: "reply", code });
      expect((await probe()).status).toBe("unknown");
    },
  );

  it("writes the marker that is still missing", async () => {
    world.write(FINAL, message.bytes);
    expect(await probe(".done")).toEqual(PRESENT);
    expect(world.files()).toEqual([FINAL, `${FINAL}.done`]);
  });

  it("writes no marker for a file that the receiver has taken", async () => {
    expect(await probe(".done")).toEqual(PRESENT);
    expect(world.files()).toEqual([]);
  });
});

describe("probe", () => {
  beforeEach(async () => {
    world = await startFtpWorld();
  });

  it("takes the rest of a cut upload for absent, and leaves it to the next upload", async () => {
    world.write(TEMPORARY, message.bytes.subarray(0, 10));
    expect(await probe()).toEqual({ status: "absent" });
    // deleted, it would look renamed to a process that asks again
    expect(await probe()).toEqual({ status: "absent" });
  });

  it("says absent when the server refuses the rename of a file that is certainly there", async () => {
    world.write(TEMPORARY, message.bytes);
    world.fault({ on: "RNTO", do: "reply", code: 553 });
    expect(await probe()).toEqual({ status: "absent" });
  });

  it("does not know when a file is there that cannot be renamed", async () => {
    world.write(TEMPORARY, message.bytes);
    world.fault({ on: "RNFR", do: "reply", code: 550 });
    expect((await probe()).status).toBe("unknown");
    expect(world.files()).toEqual([TEMPORARY]);
  });
});
