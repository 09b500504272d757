import {
  answersAtOnce,
  answersInFiles,
  testContext,
  testMessage,
  testSendContext,
} from "@hms-sync/conformance/vitest";
import { type FtpFault, type FtpWorld, startFtpWorld } from "@hms-sync/conformance/worlds";
import type { Transport, TransportOptions } from "@hms-sync/connector-api";
import { isHmsSyncError } from "@hms-sync/connector-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { transport as provider } from "./transport.ts";

let world: FtpWorld;
let transport: Transport;
let context: ReturnType<typeof testContext>;

const first = testMessage(1);
const second = testMessage(2);

beforeEach(async () => {
  world = await startFtpWorld();
  transport = make();
});
afterEach(async () => {
  await transport.dispose();
  await world.stop();
});

function make(options: Partial<TransportOptions> = {}): Transport {
  context = testContext();
  return provider.create(
    {
      endpoint: world.url,
      password: world.password,
      file: { name: "x" },
      ack: answersAtOnce(),
      ...options,
    },
    context,
  );
}

function commands(...names: string[]): string[] {
  return world.commands
    .filter(({ name }) => names.includes(name))
    .map(({ name, argument }) => `${name} ${argument}`);
}

/** Everything that was ever to be seen under a final name. */
function seen(): string[] {
  return world.changes
    .filter(({ path }) => /^\/inbox\/[^.]/.test(path))
    .map(({ action, path, sizeBytes }) => `${action} ${path} ${sizeBytes}`);
}

const WHOLE = "renamed /inbox/APPT1.DAT 80";

describe("a delivery over FTP", () => {
  it("uploads under a name that carries the delivery id, measures, and renames", async () => {
    const acks = await transport.send([first], testSendContext());
    expect(acks).toEqual([{ status: "delivered", reference: "/inbox/APPT1.DAT" }]);
    expect(commands("STOR", "SIZE", "RNFR", "RNTO")).toEqual([
      "STOR /inbox/.d1.part",
      "SIZE /inbox/.d1.part",
      "SIZE /inbox/APPT1.DAT",
      "RNFR /inbox/.d1.part",
      "RNTO /inbox/APPT1.DAT",
    ]);
    expect(seen()).toEqual([WHOLE]);
  });

  it("is accepted when the outside system answers in files", async () => {
    await transport.dispose();
    transport = make({
      ack: answersInFiles(),
    });
    expect(await transport.send([first], testSendContext())).toEqual([
      { status: "accepted", reference: "/inbox/APPT1.DAT" },
    ]);
  });

  it("uses one session for many messages and for many calls", async () => {
    await transport.send([first, second], testSendContext());
    await transport.send([testMessage(3)], testSendContext());
    expect(world.connections).toBe(1);
    expect(commands("PASS")).toHaveLength(1);
  });

  it("asks an idle session for a sign of life before it trusts it", async () => {
    await transport.send([first], testSendContext());
    await context.clock.advance(60_000);
    await transport.send([second], testSendContext());
    expect(commands("NOOP")).toHaveLength(1);
    expect(world.connections).toBe(1);
  });

  it("opens a new session when the server closed the idle one", async () => {
    await transport.send([first], testSendContext());
    world.dropConnections();
    expect((await transport.send([second], testSendContext())).map(({ status }) => status)).toEqual([
      "delivered",
    ]);
    expect(world.connections).toBe(2);
  });

  it("opens a new session when the server ends the idle one at the first command", async () => {
    await transport.send([first], testSendContext());
    world.fault({ on: "EPSV", do: "drop" });
    expect((await transport.send([second], testSendContext())).map(({ status }) => status)).toEqual([
      "delivered",
    ]);
    await context.clock.advance(60_000);
    world.fault({ on: "NOOP", do: "reply", code: 421 });
    expect((await transport.send([testMessage(3)], testSendContext())).map(({ status }) => status)).toEqual([
      "delivered",
    ]);
    expect(world.connections).toBe(3);
  });

  it("writes an empty marker file after the rename", async () => {
    await transport.dispose();
    transport = make({ file: { name: "x", marker: ".done" } });
    await transport.send([first], testSendContext());
    expect(seen()).toEqual([WHOLE, "open /inbox/APPT1.DAT.done 0", "stored /inbox/APPT1.DAT.done 0"]);
  });

  it("writes no marker for a file that the receiver has taken already", async () => {
    world.watch("/inbox/*.DAT", ({ path }) => world.remove(path));
    await transport.dispose();
    transport = make({ file: { name: "x", marker: ".done" } });
    expect((await transport.send([first], testSendContext()))[0]!.status).toBe("delivered");
    expect(world.files()).toEqual([]);
  });

  it("goes on without a measure when the server does not know SIZE, and says so in the log", async () => {
    await world.stop();
    world = await startFtpWorld({ without: ["SIZE"] });
    transport = make();
    expect((await transport.send([first], testSendContext()))[0]!.status).toBe("delivered");
    expect(context.lines).toContain('file.size_unknown {"path":"/inbox/.d1.part","bytes":80}');
    expect(seen()).toEqual([WHOLE]);
  });

  it("refuses a name that would leave the folder or smuggle in a command", async () => {
    for (const name of ["../x", "a/b", "a\\b", "a\r\nDELE b", "..", ""]) {
      const [ack] = await transport.send([testMessage(1, { name })], testSendContext());
      expect(ack).toMatchObject({ status: "rejected", code: "HMS_NET_NAME" });
    }
    expect(commands("STOR")).toEqual([]);
  });
});

describe("a delivery that fails before the rename", () => {
  const always = Number.POSITIVE_INFINITY;
  const rows: [string, FtpFault, string, RegExp][] = [
    ["the disk is full", { on: "STOR", do: "reply", code: 452 }, "HMS_NET_DENIED", /452/],
    ["the upload is not permitted", { on: "STOR", do: "reply", code: 550 }, "HMS_NET_DENIED", /550/],
    ["the name is not permitted", { on: "STOR", do: "reply", code: 553 }, "HMS_NET_DENIED", /553/],
    [
      "no data port opens",
      { on: "EPSV", do: "reply", code: 425, times: always },
      "HMS_NET_REFUSED",
      /passive/,
    ],
    ["the upload is cut", { on: "STOR", do: "cut", afterBytes: 10 }, "HMS_NET_CUT", /lost/],
    [
      "the server keeps less than it was sent",
      { on: "STOR", do: "truncate", afterBytes: 10 },
      "HMS_NET_SIZE",
      /80.*10/,
    ],
    ["the rename is not permitted", { on: "RNFR", do: "reply", code: 550 }, "HMS_NET_DENIED", /find/],
    ["the connection is lost before the rename", { on: "RNFR", do: "drop" }, "HMS_NET_CUT", /lost/],
    ["the greeting refuses", { on: "connect", do: "reply", code: 421 }, "HMS_NET_REFUSED", /421/],
  ];

  it.each(rows)("asks for a retry when %s, and the retry arrives", async (_title, fault, code, reason) => {
    if (fault.on === "EPSV") world.fault({ on: "PASV", do: "reply", code: 425, times: always });
    world.fault(fault);
    const sending = testSendContext();
    const [ack] = await transport.send([first], sending);
    expect(ack).toMatchObject({ status: "retry", code, reason: expect.stringMatching(reason) });
    expect(sending.announced).toEqual([]);
    expect(seen()).toEqual([]);

    world.calm();
    const [again] = await transport.send([{ ...first, attempt: 2 }], testSendContext());
    expect(again).toMatchObject({ status: "delivered" });
    expect(seen()).toEqual([WHOLE]);
    expect(world.files()).toEqual(["/inbox/APPT1.DAT"]);
  });

  it.each(["truncate", "reply"] as const)(
    "takes its temporary file away when the server still listens (%s)",
    async (what) => {
      world.fault(
        what === "reply"
          ? { on: "RNFR", do: "reply", code: 550 }
          : { on: "STOR", do: "truncate", afterBytes: 3 },
      );
      await transport.send([first], testSendContext());
      expect(world.files()).toEqual([]);
    },
  );

  it("is refused when a foreign file has the final name, which stays as it is", async () => {
    world.write("/inbox/APPT1.DAT", Buffer.from("foreign"));
    const [ack] = await transport.send([first], testSendContext());
    expect(ack).toMatchObject({
      status: "rejected",
      code: "HMS_NET_EXISTS",
      reason: expect.stringContaining("/inbox/APPT1.DAT"),
      reference: "/inbox/APPT1.DAT",
    });
    expect(Buffer.from(world.read("/inbox/APPT1.DAT")).toString()).toBe("foreign");
    expect(world.files()).toEqual(["/inbox/APPT1.DAT"]);
  });

  it("sees a foreign file on a server without SIZE too", async () => {
    await world.stop();
    world = await startFtpWorld({ without: ["SIZE"] });
    world.write("/inbox/APPT1.DAT", Buffer.from("foreign"));
    transport = make();
    expect((await transport.send([first], testSendContext()))[0]).toMatchObject({ code: "HMS_NET_EXISTS" });
  });

  it("gives each message its own ack", async () => {
    world.fault({ on: "STOR", path: "/inbox/.d2.part", do: "reply", code: 452 });
    world.write("/inbox/APPT3.DAT", Buffer.from("foreign"));
    const acks = await transport.send(
      [1, 2, 3, 4].map((n) => testMessage(n)),
      testSendContext(),
    );
    expect(acks.map(({ status }) => status)).toEqual(["delivered", "retry", "rejected", "delivered"]);
  });

  it("does not let a later message of the same key overtake one that failed", async () => {
    world.fault({ on: "STOR", path: "/inbox/.d1.part", do: "reply", code: 452 });
    const key = "ticket:7";
    const messages = [testMessage(1, { key }), testMessage(2), testMessage(3, { key })];
    const acks = await transport.send(messages, testSendContext());
    expect(acks.map(({ status }) => status)).toEqual(["retry", "delivered", "retry"]);
    expect(world.files()).toEqual(["/inbox/APPT2.DAT"]);
  });

  it("does not try the rest of a batch against a server that is down", async () => {
    await world.goDown();
    const acks = await transport.send([first, second], testSendContext());
    for (const ack of acks) {
      expect(ack).toMatchObject({
        status: "retry",
        code: "HMS_NET_REFUSED",
        reason: expect.stringContaining("127.0.0.1"),
      });
    }
    await world.comeUp();
    expect(world.connections).toBe(0);
  });

  it("does not try the rest of a batch when the server goes down in the middle", async () => {
    world.fault({ on: "STOR", path: "/inbox/.d2.part", do: "execute-drop" });
    world.fault({ on: "connect", skip: 1, do: "reply", code: 421, times: Number.POSITIVE_INFINITY });
    const acks = await transport.send(
      [1, 2, 3].map((n) => testMessage(n)),
      testSendContext(),
    );
    expect(acks.map(({ status }) => status)).toEqual(["delivered", "retry", "retry"]);
    expect(world.connections).toBe(2);
  });
});

describe("a delivery whose outcome is not answered", () => {
  it("goes on with the rename after a lost 226 when the whole file is there", async () => {
    world.fault({ on: "STOR", do: "execute-drop" });
    expect(await transport.send([first], testSendContext())).toEqual([
      { status: "delivered", reference: "/inbox/APPT1.DAT" },
    ]);
    expect(commands("STOR")).toHaveLength(1);
    expect(seen()).toEqual([WHOLE]);
  });

  it("never takes an older file of the same size for its own after a lost upload", async () => {
    world.write("/inbox/.d1.part", Buffer.from("old".padEnd(80)));
    world.fault({ on: "STOR", do: "drop" });
    expect((await transport.send([first], testSendContext()))[0]).toMatchObject({ status: "retry" });
    expect(seen()).toEqual([]);
  });

  it.each([
    ["right before", "drop"],
    ["right after", "execute-drop"],
  ] as const)("is delivered once when the connection is lost %s the rename", async (_title, fault) => {
    world.fault({ on: "RNTO", do: fault });
    expect(await transport.send([first], testSendContext())).toEqual([
      { status: "delivered", reference: "/inbox/APPT1.DAT" },
    ]);
    expect(seen()).toEqual([WHOLE]);
    expect(world.files()).toEqual(["/inbox/APPT1.DAT"]);
  });

  it("is delivered once when the receiver took the file before the answer was lost", async () => {
    world.watch("/inbox/*.DAT", ({ path }) => world.remove(path));
    world.fault({ on: "RNTO", do: "execute-drop" });
    expect((await transport.send([first], testSendContext()))[0]!.status).toBe("delivered");
    expect(seen()).toHaveLength(1);
  });

  it("throws when the server cannot be asked after the rename was sent", async () => {
    world.fault({ on: "RNTO", do: "execute-drop" });
    world.fault({ on: "connect", skip: 1, do: "reply", code: 421, times: Number.POSITIVE_INFINITY });
    const sending = testSendContext();
    const error = await transport.send([first], sending).catch((thrown: unknown) => thrown);
    expect(isHmsSyncError(error, "HMS_NET_REFUSED")).toBe(true);
    expect(sending.announced).toEqual(["d1"]);
  });

  it("keeps the temporary file when the server refuses the announced rename", async () => {
    // a crash after its deletion would make the file look renamed
    world.fault({ on: "RNTO", do: "reply", code: 553 });
    expect((await transport.send([first], testSendContext()))[0]).toMatchObject({
      status: "retry",
      code: "HMS_NET_DENIED",
    });
    expect(world.files()).toEqual(["/inbox/.d1.part"]);
    expect((await transport.send([first], testSendContext()))[0]!.status).toBe("delivered");
    expect(world.files()).toEqual(["/inbox/APPT1.DAT"]);
  });

  it("throws when the marker cannot be written, since the receiver would wait for it", async () => {
    await transport.dispose();
    transport = make({ file: { name: "x", marker: ".done" } });
    world.fault({ on: "STOR", path: "/inbox/*.done", do: "reply", code: 452 });
    await expect(transport.send([first], testSendContext())).rejects.toMatchObject({
      code: "HMS_NET_DENIED",
    });
    expect(await transport.probe!(first, new AbortController().signal)).toEqual({
      status: "present",
      reference: "/inbox/APPT1.DAT",
    });
    expect(world.files()).toEqual(["/inbox/APPT1.DAT", "/inbox/APPT1.DAT.done"]);
  });
});
