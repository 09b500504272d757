import { answersInFiles, testContext } from "@hms-sync/conformance/vitest";
import { type FtpWorld, type FtpWorldOptions, startFtpWorld } from "@hms-sync/conformance/worlds";
import type { AckPolicy, AnswerFile, Transport } from "@hms-sync/connector-api";
import { afterEach, describe, expect, it } from "vitest";
import { transport as provider } from "./transport.ts";

let world: FtpWorld;
let transport: Transport;
let context: ReturnType<typeof testContext>;
let minutes: number;

const signal = new AbortController().signal;

async function start(then: AckPolicy["then"], options: FtpWorldOptions = {}): Promise<void> {
  minutes = 0;
  world = await startFtpWorld({ now: () => Date.UTC(2024, 3, 2, 9, minutes), ...options });
  context = testContext();
  transport = provider.create(
    {
      endpoint: world.url,
      password: world.password,
      file: { name: "x" },
      ack: answersInFiles(then, { pattern: "APPT*.ACK" }),
    },
    context,
  );
}

/** Puts a file there, each a minute younger than the one before. */
function answer(name: string, text = name): void {
  minutes++;
  world.write(`/outbox/${name}`, Buffer.from(text));
}

async function poll(settle = true): Promise<AnswerFile[]> {
  const files: AnswerFile[] = [];
  for await (const file of transport.poll!(signal)) {
    files.push(file);
    if (settle) await file.settle(signal);
  }
  return files;
}

const namesOf = (files: readonly AnswerFile[]): string[] => files.map(({ name }) => name);

afterEach(async () => {
  await transport.dispose();
  await world.stop();
});

describe.each([
  ["a server with MLSD", {}],
  ["a server without MLSD", { without: ["MLSD"] }],
])("answer files on %s", (_title, options) => {
  it("come oldest first, with their bytes and a fingerprint of size and time", async () => {
    await start("keep", options);
    answer("APPT2.ACK", "first");
    answer("APPT1.ACK", "second");
    const files = await poll();
    expect(namesOf(files)).toEqual(["APPT2.ACK", "APPT1.ACK"]);
    expect(Buffer.from(files[0]!.bytes).toString()).toBe("first");
    expect(files.map(({ fingerprint }) => fingerprint)).toEqual([
      `5:${Date.UTC(2024, 3, 2, 9, 1)}`,
      `6:${Date.UTC(2024, 3, 2, 9, 2)}`,
    ]);
  });

  it("are chosen by the pattern, and not while they look temporary", async () => {
    await start("keep", options);
    for (const name of ["APPT1.ACK", "appt2.ACK", "APPT3.ACK.tmp", ".APPT4.ACK", "APPT5.ACKX", "other"])
      answer(name);
    world.write("/outbox/APPT6.ACK/inside", Buffer.from("a folder of that name"));
    expect(namesOf(await poll())).toEqual(["APPT1.ACK"]);
  });
});

describe("answer files", () => {
  it("come by name when the server tells no times", async () => {
    await start("keep", { without: ["MLSD", "MDTM"] });
    answer("APPT2.ACK");
    answer("APPT1.ACK");
    const files = await poll();
    expect(namesOf(files)).toEqual(["APPT1.ACK", "APPT2.ACK"]);
    expect(files[0]!.fingerprint).toMatch(/^9:Apr 02 09:0/);
  });

  it("are moved into a folder that is made when it is missing", async () => {
    await start("archive");
    answer("APPT1.ACK");
    await poll();
    answer("APPT2.ACK");
    expect(namesOf(await poll())).toEqual(["APPT2.ACK"]);
    expect(world.files()).toEqual(["/outbox/archive/APPT1.ACK", "/outbox/archive/APPT2.ACK"]);
  });

  it("do not replace an archived one of the same name", async () => {
    await start("archive");
    answer("APPT1.ACK", "old");
    await poll();
    answer("APPT1.ACK", "newer");
    await poll();
    expect(world.files()).toEqual([
      "/outbox/archive/APPT1.ACK",
      `/outbox/archive/APPT1.ACK.${context.clock.now()}`,
    ]);
    expect(Buffer.from(world.read("/outbox/archive/APPT1.ACK")).toString()).toBe("old");
  });

  it("are deleted when told to", async () => {
    await start("delete");
    answer("APPT1.ACK");
    await poll();
    expect(world.files()).toEqual([]);
  });

  it("that stay are fetched once, and again when they changed", async () => {
    await start("keep");
    answer("APPT1.ACK");
    expect(namesOf(await poll())).toEqual(["APPT1.ACK"]);
    expect(await poll()).toEqual([]);
    expect(world.commands.filter(({ name }) => name === "RETR")).toHaveLength(1);
    answer("APPT1.ACK", "changed");
    expect(namesOf(await poll())).toEqual(["APPT1.ACK"]);
  });

  it("come again as long as they are not settled", async () => {
    await start("archive");
    answer("APPT1.ACK");
    expect(namesOf(await poll(false))).toEqual(["APPT1.ACK"]);
    expect(namesOf(await poll(false))).toEqual(["APPT1.ACK"]);
  });

  it.each(["archive", "delete"] as const)("may be settled twice, or be gone (%s)", async (then) => {
    await start(then);
    answer("APPT1.ACK");
    const [file] = await poll();
    await file!.settle(signal);
    expect(world.files().filter((path) => path.startsWith("/outbox/APPT"))).toEqual([]);
  });

  it.each([
    ["archive", "RNFR"],
    ["delete", "DELE"],
  ] as const)("that cannot be settled are an error (%s)", async (then, on) => {
    await start(then);
    answer("APPT1.ACK");
    world.fault({ on, do: "reply", code: 550 });
    await expect(poll()).rejects.toMatchObject({ code: "HMS_NET_DENIED" });
  });

  it.each([["is shorter than listed", { on: "RETR", do: "truncate-list" }]])(
    "wait for the next poll while one grows",
    async () => {
      await start("keep");
      answer("APPT1.ACK", "half");
      answer("APPT2.ACK");
      // the writer goes on between the listing and the reading
      let grown = false;
      const files: string[] = [];
      for await (const file of transport.poll!(signal)) {
        files.push(file.name);
        if (!grown) answer("APPT2.ACK", "APPT2.ACK and more");
        grown = true;
      }
      expect(files).toEqual(["APPT1.ACK"]);
      expect(context.lines).toContain('answer.not_ready {"path":"/outbox/APPT2.ACK","bytes":9}');
      expect(namesOf(await poll())).toEqual(["APPT1.ACK", "APPT2.ACK"]);
    },
  );

  it("wait for the next poll when one grows while it is read", async () => {
    let growing = true;
    await start("keep", {
      onCommand: ({ name }) => {
        if (name === "SIZE" && growing) answer("APPT1.ACK", "longer than before");
      },
    });
    answer("APPT1.ACK");
    expect(await poll()).toEqual([]);
    growing = false;
    expect(namesOf(await poll())).toEqual(["APPT1.ACK"]);
  });

  it("that vanish between listing and reading are passed over", async () => {
    await start("keep");
    answer("APPT1.ACK");
    answer("APPT2.ACK");
    const files: string[] = [];
    for await (const file of transport.poll!(signal)) {
      files.push(file.name);
      world.remove("/outbox/APPT2.ACK");
    }
    expect(files).toEqual(["APPT1.ACK"]);
  });

  it("are read again after the connection was cut in the middle of one", async () => {
    await start("archive");
    answer("APPT1.ACK");
    world.fault({ on: "RETR", do: "cut", afterBytes: 3 });
    await expect(poll()).rejects.toMatchObject({ code: "HMS_NET_CUT" });
    const [file] = await poll();
    expect(Buffer.from(file!.bytes).toString()).toBe("APPT1.ACK");
  });

  it("are read while an upload waits for its server", async () => {
    await start("keep");
    answer("APPT1.ACK");
    world.fault({ on: "STOR", do: "hang" });
    const stop = new AbortController();
    const sending = transport.send(
      [
        {
          deliveryId: "d",
          packetId: "p",
          event: "e",
          key: "k",
          attempt: 1,
          name: "n",
          bytes: new Uint8Array(1),
        },
      ],
      { signal: stop.signal, aboutToDeliver: () => Promise.resolve() },
    );
    expect(namesOf(await poll())).toEqual(["APPT1.ACK"]);
    stop.abort();
    await expect(sending).rejects.toThrow();
  });

  it("that are missing their folder make the poll fail with the server's words", async () => {
    await start("keep", { folders: ["/inbox"] });
    await expect(poll()).rejects.toMatchObject({
      code: "HMS_NET_DENIED",
      message: expect.stringContaining("/outbox"),
    });
  });
});
