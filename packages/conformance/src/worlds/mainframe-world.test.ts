import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type MainframeWorld, type MainframeWorldOptions, startMainframeWorld } from "./mainframe-world.ts";

let mainframe: MainframeWorld | undefined;

async function start(options: MainframeWorldOptions): Promise<MainframeWorld> {
  mainframe = await startMainframeWorld(options);
  return mainframe;
}

afterEach(async () => {
  await mainframe?.stop();
});

const upper = (bytes: Uint8Array, name: string) => ({
  name: `${name}.ACK`,
  bytes: Buffer.from(Buffer.from(bytes).toString().toUpperCase()),
});

/** Uploads as a client does: the program wakes only for what a client brings. */
async function upload(world: MainframeWorld, name: string, text: string): Promise<void> {
  const control = connect(world.port, "127.0.0.1").setEncoding("utf8");
  const lines = (async function* () {
    let rest = "";
    for await (const chunk of control as AsyncIterable<string>) {
      const parts = (rest + chunk).split("\r\n");
      rest = parts.pop()!;
      yield* parts;
    }
  })();
  const say = async (line: string): Promise<string> => {
    control.write(`${line}\r\n`);
    return (await lines.next()).value as string;
  };
  await lines.next();
  await say(`USER ${world.user}`);
  await say(`PASS ${world.password}`);
  const data = connect(Number(/\|(\d+)\|/.exec(await say("EPSV"))![1]), "127.0.0.1");
  await say(`STOR ${world.inbox}/${name}`);
  data.end(text);
  await lines.next();
  control.destroy();
}

describe("startMainframeWorld", () => {
  it("answers every file of the inbox in the outbox, under its final name at once", async () => {
    const world = await start({ answer: upper });
    await upload(world, "a.DAT", "hello");
    await upload(world, "b.DAT", "there");
    await world.idle();
    expect(world.received.map((file) => file.name)).toEqual(["a.DAT", "b.DAT"]);
    expect(world.files()).toEqual(["/inbox/a.DAT", "/inbox/b.DAT", "/outbox/a.DAT.ACK", "/outbox/b.DAT.ACK"]);
    expect(Buffer.from(world.read("/outbox/b.DAT.ACK")).toString()).toBe("THERE");
  });

  it("takes its input away when told to, and may stay silent", async () => {
    const world = await start({ answer: () => undefined, takes: true, pattern: "*.DAT" });
    await upload(world, "a.DAT", "hello");
    await upload(world, "b.TXT", "hello");
    await world.idle();
    expect(world.files()).toEqual(["/inbox/b.TXT"]);
  });

  it("hands on the error of its program", async () => {
    const world = await start({
      answer: () => {
        throw new Error("S0C7");
      },
    });
    await upload(world, "a.DAT", "hello");
    await expect(world.idle()).rejects.toThrow("S0C7");
  });
});
