import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type FtpWorld, type FtpWorldOptions, startFtpWorld } from "./ftp-world.ts";

const worlds: FtpWorld[] = [];

async function start(options?: FtpWorldOptions): Promise<FtpWorld> {
  const world = await startFtpWorld(options);
  worlds.push(world);
  return world;
}

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

/** A client that says exactly what a test says. */
interface Telnet {
  /** Sends a line and gives the final line of the answer, or `closed`. */
  say(line: string): Promise<string>;
  answer(): Promise<string>;
  upload(path: string, text: string): Promise<string>;
  download(command: string): Promise<string>;
  readonly socket: Socket;
}

async function telnet(world: FtpWorld): Promise<Telnet> {
  const socket = connect(world.port, "127.0.0.1");
  socket.on("error", () => {});
  const lines: string[] = [];
  let wake = (): void => {};
  let closed = false;
  let rest = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\r\n");
    rest = parts.pop()!;
    lines.push(...parts.filter((line) => /^\d{3} /.test(line)));
    wake();
  });
  socket.on("close", () => {
    closed = true;
    wake();
  });
  const answer = async (): Promise<string> => {
    while (lines.length === 0) {
      if (closed) return "closed";
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return lines.shift()!;
  };
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`);
    return answer();
  };
  const data = async (): Promise<Socket> => {
    const port = Number(/\|(\d+)\|/.exec(await say("EPSV"))![1]);
    const channel = connect(port, "127.0.0.1");
    channel.on("error", () => {});
    await once(channel, "connect");
    return channel;
  };
  return {
    socket,
    say,
    answer,
    async upload(path, text) {
      const channel = await data();
      const first = await say(`STOR ${path}`);
      if (!first.startsWith("150")) return first;
      channel.end(text);
      return answer();
    },
    async download(command) {
      const channel = await data();
      let text = "";
      channel.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      const ended = once(channel, "close");
      expect(await say(command)).toMatch(/^150/);
      await ended;
      expect(await answer()).toMatch(/^226/);
      return text;
    },
  };
}

async function loggedIn(world: FtpWorld): Promise<Telnet> {
  const client = await telnet(world);
  expect(await client.answer()).toMatch(/^220/);
  expect(await client.say(`USER ${world.user}`)).toMatch(/^331/);
  expect(await client.say(`PASS ${world.password}`)).toMatch(/^230/);
  expect(await client.say("TYPE I")).toMatch(/^200/);
  return client;
}

describe("startFtpWorld", () => {
  it("stores, measures, renames, lists, reads and deletes a file", async () => {
    const world = await start({ now: () => Date.UTC(2024, 3, 2, 9) });
    const client = await loggedIn(world);
    expect(await client.upload("/inbox/.a.part", "hello")).toMatch(/^226/);
    expect(await client.say("SIZE /inbox/.a.part")).toBe("213 5");
    expect(await client.say("MDTM /inbox/.a.part")).toBe("213 20240402090000.000");
    expect(await client.say("RNFR /inbox/.a.part")).toMatch(/^350/);
    expect(await client.say("RNTO /inbox/a")).toMatch(/^250/);
    expect(world.files()).toEqual(["/inbox/a"]);
    expect(await client.say("CWD inbox")).toMatch(/^250/);
    expect(await client.download("MLSD")).toBe("type=file;size=5;modify=20240402090000.000; a\r\n");
    expect(await client.download("LIST")).toBe("-rw-r--r-- 1 hms hms 5 Apr 02 09:00 a\r\n");
    expect(await client.download("NLST")).toBe("a\r\n");
    expect(await client.download("RETR a")).toBe("hello");
    expect(await client.say("DELE a")).toMatch(/^250/);
    expect(await client.say("SIZE a")).toMatch(/^550/);
    expect(world.files()).toEqual([]);
  });

  it("shows what was on the disk at every moment", async () => {
    const world = await start();
    const client = await loggedIn(world);
    await client.upload("/inbox/.a.part", "hello");
    await client.say("RNFR /inbox/.a.part");
    await client.say("RNTO /inbox/a");
    expect(world.changes).toEqual([
      { action: "open", path: "/inbox/.a.part", sizeBytes: 0 },
      { action: "append", path: "/inbox/.a.part", sizeBytes: 5 },
      { action: "stored", path: "/inbox/.a.part", sizeBytes: 5 },
      { action: "renamed", path: "/inbox/a", sizeBytes: 5 },
    ]);
  });

  it("refuses a wrong password and hides it in the diary", async () => {
    const world = await start({ password: "right" });
    const client = await telnet(world);
    await client.answer();
    await client.say("USER hms");
    expect(await client.say("PASS wrong")).toMatch(/^530/);
    expect(await client.say("SIZE /inbox/a")).toMatch(/^530/);
    expect(world.commands.map(({ name, argument }) => `${name} ${argument}`)).toEqual([
      "USER hms",
      "PASS ***",
      "SIZE /inbox/a",
    ]);
  });

  it("tells watchers of complete files under final names only", async () => {
    const seen: string[] = [];
    const world = await start({ onFile: (file) => seen.push(`any ${file.path}`) });
    const stop = world.watch("/inbox/*.DAT", (file) => seen.push(`dat ${file.name} ${file.bytes.length}`));
    const client = await loggedIn(world);
    await client.upload("/inbox/.a.part", "hello");
    expect(seen).toEqual([]);
    await client.say("RNFR /inbox/.a.part");
    await client.say("RNTO /inbox/a.DAT");
    await client.upload("/outbox/b.DAT", "x");
    expect(seen).toEqual(["any /inbox/a.DAT", "dat a.DAT 5", "any /outbox/b.DAT"]);
    stop();
    await client.upload("/inbox/c.DAT", "x");
    expect(seen.at(-1)).toBe("any /inbox/c.DAT");
  });

  it("answers as an old server when commands are left out", async () => {
    const client = await loggedIn(await start({ without: ["SIZE", "MLSD"] }));
    expect(await client.say("SIZE /inbox/a")).toMatch(/^502/);
    expect(await client.say("MLSD")).toMatch(/^502/);
  });

  it("keeps the files in a folder of this machine when told to", async () => {
    const { mkdtemp, readFile, rm } = await import("node:fs/promises");
    const { tmpdir } = await import("node:os");
    const root = await mkdtemp(`${tmpdir()}/hms-sync-world-`);
    try {
      const world = await start({ root });
      const client = await loggedIn(world);
      await client.upload("/inbox/.a.part", "hello");
      await client.say("RNFR /inbox/.a.part");
      expect(await client.say("RNTO /inbox/a")).toMatch(/^250/);
      expect(await readFile(`${root}/inbox/a`, "utf8")).toBe("hello");
      expect(world.files()).toEqual(["/inbox/a"]);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});

describe("the fault script of an FTP world", () => {
  it("answers with a code once, then as usual", async () => {
    const world = await start();
    world.fault({ on: "STOR", do: "reply", code: 452 });
    const client = await loggedIn(world);
    expect(await client.upload("/inbox/a", "hello")).toMatch(/^452/);
    expect(world.has("/inbox/a")).toBe(false);
    expect(await client.upload("/inbox/a", "hello")).toMatch(/^226/);
  });

  it("waits for its path and lets earlier matches pass", async () => {
    const world = await start();
    world.fault({ on: "SIZE", path: "/inbox/*b*", skip: 1, do: "reply", code: 550 });
    world.write("/inbox/.b", Buffer.from("1"));
    const client = await loggedIn(world);
    expect(await client.say("SIZE /inbox/.b")).toBe("213 1");
    expect(await client.say("SIZE /inbox/.b")).toMatch(/^550/);
    expect(await client.say("SIZE /inbox/.b")).toBe("213 1");
  });

  it("closes the connection before or after it renamed", async () => {
    const world = await start();
    world.write("/inbox/.a", Buffer.from("hello"));
    world.fault({ on: "RNTO", do: "drop" });
    let client = await loggedIn(world);
    await client.say("RNFR /inbox/.a");
    expect(await client.say("RNTO /inbox/a")).toBe("closed");
    expect(world.files()).toEqual(["/inbox/.a"]);

    world.fault({ on: "RNTO", do: "execute-drop" });
    client = await loggedIn(world);
    await client.say("RNFR /inbox/.a");
    expect(await client.say("RNTO /inbox/a")).toBe("closed");
    expect(world.files()).toEqual(["/inbox/a"]);
  });

  it("cuts an upload after the given number of bytes and keeps those", async () => {
    const world = await start();
    for (const afterBytes of [0, 1, 4]) {
      world.fault({ on: "STOR", do: "cut", afterBytes });
      const client = await loggedIn(world);
      expect(await client.upload("/inbox/.a", "hello")).toBe("closed");
      expect(world.read("/inbox/.a").length).toBe(afterBytes);
    }
  });

  it("keeps less than it was sent and calls it complete", async () => {
    const world = await start();
    world.fault({ on: "STOR", do: "truncate", afterBytes: 2 });
    const client = await loggedIn(world);
    expect(await client.upload("/inbox/.a", "hello")).toMatch(/^226/);
    expect(world.read("/inbox/.a").length).toBe(2);
  });

  it("loses the last answer of an upload that is complete", async () => {
    const world = await start();
    world.fault({ on: "STOR", do: "execute-drop" });
    const client = await loggedIn(world);
    expect(await client.upload("/inbox/.a", "hello")).toBe("closed");
    expect(world.read("/inbox/.a").length).toBe(5);
  });

  it("greets with a refusal", async () => {
    const world = await start();
    world.fault({ on: "connect", do: "reply", code: 421 });
    const client = await telnet(world);
    expect(await client.answer()).toMatch(/^421/);
    expect(await client.answer()).toBe("closed");
  });

  it("refuses connections while it is down and listens on the same port afterwards", async () => {
    const world = await start();
    await world.goDown();
    const [error] = (await once(connect(world.port, "127.0.0.1"), "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
    await world.comeUp();
    await loggedIn(world);
  });

  it("never answers a command it hangs at, and forgets the script when calmed", async () => {
    const world = await start();
    world.fault({ on: "NOOP", do: "hang", times: Number.POSITIVE_INFINITY });
    const client = await loggedIn(world);
    const answer = client.say("NOOP");
    await vi.waitUntil(() => world.commands.at(-1)?.name === "NOOP");
    world.calm();
    const other = await loggedIn(world);
    expect(await other.say("NOOP")).toMatch(/^200/);
    client.socket.destroy();
    expect(await answer).toBe("closed");
  });
});
