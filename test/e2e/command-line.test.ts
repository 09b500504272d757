import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { type ChildHub, startChildHub } from "../fixtures/child-hub.ts";
import { DMV, DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { type DmvMainframe, startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { freePort } from "../fixtures/free-port.ts";
import { type HubApi, hubApi } from "../fixtures/hub-api.ts";
import { type HubFolder, hubFolder } from "../fixtures/hub-folder.ts";
import { runCli } from "../fixtures/run-cli.ts";

const isFinal = ({ state }: { state: string }): boolean => ["delivered", "rejected", "dead"].includes(state);

describe("the command line against a running hub", () => {
  let mainframe: DmvMainframe;
  let folder: HubFolder;
  let hub: ChildHub;
  let api: HubApi;

  /** Runs a command with `--json` against the hub and parses what it printed. */
  const json = async (...args: string[]): Promise<{ code: number | null; out: unknown; stderr: string }> => {
    const { code, stdout, stderr } = await runCli([...args, "--json"], { HMS_SYNC_URL: hub.url });
    return { code, out: stdout.trim() === "" ? undefined : JSON.parse(stdout), stderr };
  };

  beforeAll(async () => {
    mainframe = await startDmvMainframe({
      judge: (row) => (row["APPT_NUM"] === 2 ? "SLOT ALREADY TAKEN" : undefined),
    });
    folder = hubFolder(dmvConfiguration(mainframe.world.url, { retry: { delays: ["10ms"], jitter: 0 } }));
    hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
    api = hubApi(hub.url);
  });

  afterAll(async () => {
    await hub?.[Symbol.asyncDispose]();
    await mainframe?.[Symbol.asyncDispose]();
    folder?.[Symbol.dispose]();
  });

  it("triggers an event from a file, lists the packet and shows it", async () => {
    writeFileSync(folder.at("ticket.json"), JSON.stringify(appointment(1)));
    const triggered = await json("trigger", "appointment.created", "--payload", folder.at("ticket.json"));
    expect(triggered.code).toBe(0);
    const { packetId } = triggered.out as { packetId: string };
    await api.deliveryOf(packetId, "final", isFinal);

    const listed = await json("packets", "list", "--state", "delivered");
    expect(listed).toMatchObject({ code: 0, out: { items: [{ id: packetId, key: "ticket:1" }] } });
    const shown = await json("packets", "show", packetId);
    expect(shown).toMatchObject({ code: 0, out: { id: packetId, deliveries: [{ state: "delivered" }] } });
    const text = await runCli(["packets", "show", packetId, "--url", hub.url]);
    expect(text.code).toBe(0);
    for (const word of [packetId, "appointment.created", DMV, "delivered"])
      expect(text.stdout).toContain(word);
  });

  it("shows the mainframe's reason of a rejected packet", async () => {
    const { packetId } = await api.post("appointment.created", appointment(2));
    await api.deliveryOf(packetId, "final", isFinal);
    const { stdout } = await runCli(["packets", "show", packetId, "--url", hub.url]);
    expect(stdout).toContain("rejected");
    expect(stdout).toContain("SLOT ALREADY TAKEN");
  });

  it("lists dead deliveries and tries them again", async () => {
    await mainframe.world.goDown();
    const { packetId, deliveries } = await api.post("appointment.created", appointment(3));
    const id = deliveries[0]?.id ?? "";
    await api.deliveryOf(packetId, "dead", ({ state }) => state === "dead");
    const dead = await json("dead", "list");
    expect(dead.code).toBe(0);
    expect(JSON.stringify(dead.out)).toContain(id);

    await mainframe.world.comeUp();
    expect((await json("dead", "retry", id)).code).toBe(0);
    await api.deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
    expect(JSON.stringify((await json("dead", "list")).out)).not.toContain(id);
  });

  it("gives a dead delivery up and keeps it listed as discarded", async () => {
    await mainframe.world.goDown();
    const { packetId, deliveries } = await api.post("appointment.created", appointment(4));
    await api.deliveryOf(packetId, "dead", ({ state }) => state === "dead");
    expect((await json("dead", "discard", deliveries[0]?.id ?? "")).code).toBe(0);
    await api.deliveryOf(packetId, "discarded", ({ state }) => state === "discarded");
    await mainframe.world.comeUp();
  });

  it("lists, tests, pauses and resumes connectors", async () => {
    expect(JSON.stringify((await json("connectors", "list")).out)).toContain(DMV);
    const files = mainframe.world.files();
    const tested = await json("connectors", "test", DMV);
    expect(tested).toMatchObject({ code: 0, out: { ok: true } });
    expect(mainframe.world.files(), "the test leaves nothing behind").toEqual(files);

    expect((await json("connectors", "pause", DMV)).code).toBe(0);
    const arrived = mainframe.arrived().length;
    const { packetId } = await api.post("appointment.created", appointment(5));
    await api.deliveryOf(
      packetId,
      "parked",
      ({ state, reason }) => state === "waiting" && reason === "paused",
    );
    expect(mainframe.arrived()).toHaveLength(arrived);
    expect((await json("connectors", "resume", DMV)).code).toBe(0);
    await api.deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
  });

  it("fails a connector's test with the step that failed", async () => {
    await mainframe.world.goDown();
    try {
      const tested = await json("connectors", "test", DMV);
      expect(tested).toMatchObject({ code: 1, out: { ok: false } });
    } finally {
      await mainframe.world.comeUp();
    }
  });

  it("sums up in its status what waits for whom", async () => {
    const { code, stdout } = await runCli(["status", "--url", hub.url]);
    expect(code).toBe(0);
    expect(stdout).toContain(DMV);
    expect(stdout).toContain("delivered");
  });

  it("counts a replay and makes it", async () => {
    const args = ["replay", "--event", "appointment.created", "--since", "24h", "--state", "delivered"];
    const planned = await json(...args, "--dry-run");
    expect(planned.code).toBe(0);
    const { packets } = planned.out as { packets: number };
    expect(packets).toBeGreaterThan(0);
    expect((await json(...args)).out).toMatchObject({ packets });
  });

  it("names the nearest connector when there is none of that name", async () => {
    const { code, stderr } = await runCli(["connectors", "pause", "dmv_mainfram", "--url", hub.url]);
    expect(code).toBe(1);
    expect(stderr).toContain(DMV);
  });
});

it("says what to do when no hub answers", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { code, stderr } = await runCli(["status", "--url", url]);
  expect(code).toBe(1);
  expect(stderr).toContain("HMS_NET_NO_HUB");
  expect(stderr).toContain(url);
});

it("reads a stopped hub's folder", async () => {
  await using mainframe = await startDmvMainframe();
  using folder = hubFolder(dmvConfiguration(mainframe.world.url));
  await using hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
  const { packetId } = await hubApi(hub.url).post("appointment.created", appointment(1));
  await hubApi(hub.url).deliveryOf(packetId, "final", isFinal);
  await hub.stop();

  const listed = await runCli(["packets", "list", "--data", folder.data, "--json"]);
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.stdout)).toMatchObject({ items: [{ id: packetId }] });
  const shown = await runCli(["packets", "show", packetId, "--data", folder.data]);
  expect(shown.stdout).toContain("delivered");
  const status = await runCli(["status", "--data", folder.data]);
  expect(status.code).toBe(0);
  expect(status.stdout).toContain(DMV);
});

it("refuses a command that does not exist, with the nearest one and exit code 2", async () => {
  const { code, stderr } = await runCli(["packts", "list"]);
  expect(code).toBe(2);
  expect(stderr).toContain("packets");
});
