import { afterAll, beforeAll, expect, it } from "vitest";
import { memoryHubFolder } from "../../test/memory-hub.ts";
import { type Ended, type Running, runBinary, startBinary } from "../../test/run-binary.ts";

const folder = memoryHubFolder();
let hub: Running;
let environment: Record<string, string>;

beforeAll(async () => {
  hub = startBinary(["start"], { folder: folder.path });
  environment = {
    HMS_SYNC_URL: /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(await hub.firstLine)?.[1] ?? "",
  };
}, 60_000);

afterAll(async () => {
  hub.kill("SIGKILL");
  await hub.ended;
  folder[Symbol.dispose]();
});

function run(...line: readonly string[]): Promise<Ended> {
  return runBinary(line, { folder: folder.path, environment });
}

const trigger = (event: string, file: string, ...more: readonly string[]): Promise<Ended> =>
  run("trigger", event, "--payload", file, ...more);

// one hub's life, told in order: each step needs the one before
it("follows packets from the trigger to the stopped hub's folder", { timeout: 60_000 }, async () => {
  expect((await run("packets", "list")).stdout).toContain("No packets yet. Send one: hms-sync trigger");
  expect((await run("dead", "list")).stdout).toContain("No dead deliveries");
  expect((await run("status")).stdout).toContain("Nothing needs a person.");

  const first = await trigger("appointment.created", "ticket-1.json", "--wait", "--json");
  expect(first.code).toBe(0);
  const { packetId, deliveries } = JSON.parse(first.stdout);
  expect(deliveries).toMatchObject([{ connector: "memory", state: "delivered" }]);

  const second = await trigger("appointment.created", "ticket-2.json", "--wait");
  expect(second.code).toBe(1);
  expect(second.stdout).toMatch(/memory +dead/);
  expect((await run("status")).stdout).toContain("Some deliveries are dead: hms-sync dead list");

  const list = await run("packets", "list");
  expect(list.stdout).toMatch(
    /appointment\.created +ticket:2 +memory dead\n.*appointment\.created +ticket:1 +memory delivered\n/,
  );
  const show = await run("packets", "show", packetId);
  expect(show.stdout).toMatch(/key +ticket:1\n/);
  expect(show.stdout).toMatch(/ticket\.title +"9 AM Slot"/);
  expect(show.stdout).toMatch(/memory {2}delivered/);
  expect(show.stdout).toMatch(/attempt +at +took +outcome/);

  const dead = JSON.parse((await run("dead", "list", "--json")).stdout);
  expect(dead.items).toMatchObject([{ packet: { key: "ticket:2" }, delivery: { state: "dead" } }]);
  const id = dead.items[0].delivery.id;
  const retried = await run("dead", "retry", id, "unknown-id");
  expect(retried.stdout).toContain(`${id}  memory  `);
  expect(retried.stderr).toContain("unknown-id: error HMS_HUB_DELIVERY");
  expect(retried.code).toBe(1);

  const plan = await run("replay", "--since", "1h", "--key", "ticket:1", "--dry-run");
  expect(plan.stdout).toContain("Would replay 1 packet, 1 delivery. Nothing was sent.");
  expect(plan.stdout).toMatch(/memory +1/);

  hub.kill("SIGTERM");
  const ended = await hub.ended;
  expect(ended.code).toBe(0);
  expect(ended.stdout).toMatch(/^listening on [^\n]+\n$/);

  const data = ["--data", "data"];
  expect((await run("packets", "list", "--entity", "ticket:1", ...data)).stdout).toMatch(
    /ticket:1 +memory delivered\n/,
  );
  expect((await run("packets", "show", packetId, ...data)).stdout).toBe(show.stdout);
  expect((await run("status", ...data, "--json")).stdout).toMatch(
    /"running":false.*"deliveries":\{.*"delivered":/,
  );
  expect((await run("dead", "list", ...data)).code).toBe(0);
  const unknown = await run("packets", "show", "unknown-id", ...data);
  expect(unknown.stderr).toContain("HMS_HUB_PACKET");
  expect(unknown.code).toBe(1);
});
