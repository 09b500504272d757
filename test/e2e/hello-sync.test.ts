import { replay, trigger } from "@hms-sync/client";
import { eventCatalogue, localHub } from "@hms-sync/connector-api";
import dmvConnector from "@hms-sync/connector-dmv-mainframe";
import { createConnector } from "@hms-sync/core";
import { Board, hmsEvents } from "@hms-sync/events";
import { createHub } from "@hms-sync/hub";
import { openSqliteStore } from "@hms-sync/store";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { appointmentCreatedToDmv } from "../../connectors/dmv-mainframe/generated/dmv.binding.gen.ts";
import { DMV, DMV_ENVIRONMENT } from "../fixtures/dmv-configuration.ts";
import { appointmentBook, type DmvMainframe, startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { temporaryFolder } from "../fixtures/temporary-folder.ts";

beforeEach(() => {
  for (const [name, value] of Object.entries(DMV_ENVIRONMENT)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A hub in this process and a mainframe that keeps an appointment book, for the length of one test. */
async function withLocalHub(test: (mainframe: DmvMainframe) => Promise<void>): Promise<void> {
  await using mainframe = await startDmvMainframe({ judge: appointmentBook() });
  using folder = temporaryFolder();
  const hub = await createHub({
    store: await openSqliteStore({ folder: folder.path }),
    events: eventCatalogue(hmsEvents),
  });
  try {
    await test(mainframe);
  } finally {
    await hub.close(0);
  }
  expect(localHub()).toBeUndefined();
}

function dmvInCode(endpoint: string) {
  const { policy } = dmvConnector({ endpoint });
  return createConnector(appointmentCreatedToDmv, {
    id: DMV,
    protocol: "ftp",
    endpoint,
    password: "env:DMV_PASSWORD",
    dedupe: true,
    policy: { ack: { ...policy.ack, pollMs: 20 }, file: policy.file },
  })
    .addMapping({ hms: "ticket.id", ext: "APPT_NUM" })
    .addMapping({ hms: "ticket.data.time", ext: "APPT_TIME", transform: (value) => value.slice(0, 16) })
    .addMapping({ hms: "ticket.data.customer_name", ext: "CUST_NAME", overflow: "truncate" })
    .addMapping({ hms: "ticket.data.ssn", ext: "NONE", action: "drop" })
    .addMapping({ hms: "ticket.data.phone", ext: "NONE", action: "drop" })
    .addMapping({ hms: "ticket.data.email", ext: "NONE", action: "drop" });
}

it("walks one appointment from the board to the mainframe and back", async () => {
  await withLocalHub(async (mainframe) => {
    const dmv = dmvInCode(mainframe.world.url);
    await dmv.save();
    const tested = await dmv.testConnection();
    expect(tested.steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(tested.ok).toBe(true);
    expect(mainframe.world.files(), "the test leaves nothing behind").toEqual([]);

    const board = new Board("DMV Appointments");
    const ticket = board.add({
      title: "9 AM Slot",
      data: { time: "2024-04-02T09:00", customer_name: "Anna Baker", ssn: "900-12-0001" },
    });
    const sent = await trigger("appointment.created", { ticket });
    expect(await sent.settled()).toMatchObject({
      ok: true,
      deliveries: [{ connector: DMV, state: "delivered" }],
    });
    expect(mainframe.rows()).toMatchObject([
      { ACTION: "A", APPT_NUM: ticket.id, APPT_TIME: "2024-04-02T09:00", CUST_NAME: "Anna Baker" },
    ]);

    const again = await replay({ event: "appointment.created", since: "24h" });
    expect(again).toMatchObject({ packets: 1, deliveries: 1, byConnector: { [DMV]: 1 } });
    const settled = await sent.settled();
    expect(settled.deliveries).toHaveLength(2);
    expect(settled.deliveries.map(({ replayOf }) => replayOf)).toContain(sent.deliveries[0]?.id);
    expect(mainframe.rows()).toHaveLength(2);
    expect(mainframe.partialFiles()).toEqual([]);
  });
});

it("hears from the mainframe that a slot is taken", async () => {
  await withLocalHub(async (mainframe) => {
    await dmvInCode(mainframe.world.url).save();
    const board = new Board("DMV Appointments");
    const data = { time: "2024-04-02T09:00", customer_name: "Anna Baker" };
    const first = await trigger("appointment.created", { ticket: board.add({ title: "9 AM Slot", data }) });
    expect((await first.settled()).ok).toBe(true);
    const second = await trigger("appointment.created", {
      ticket: board.add({ title: "9 AM Slot again", data: { ...data, customer_name: "Ben Castro" } }),
    });
    expect(await second.settled()).toMatchObject({
      ok: false,
      deliveries: [{ state: "rejected", reason: "SLOT ALREADY TAKEN" }],
    });
  });
});

it("says which step of a connection test fails", async () => {
  await withLocalHub(async (mainframe) => {
    mainframe.world.password = "changed";
    const tested = await dmvInCode(mainframe.world.url).testConnection();
    expect(tested.ok).toBe(false);
    const failed = tested.steps.filter(({ ok }) => !ok);
    expect(failed).toHaveLength(1);
    expect(failed[0]?.message).toBeTruthy();
    expect(JSON.stringify(tested)).not.toContain(DMV_ENVIRONMENT.DMV_PASSWORD);
  });
});

it("refuses to save a connector when no hub runs in the process", async () => {
  const dmv = dmvInCode("ftp://hms@127.0.0.1:2121/inbox");
  await expect(dmv.save()).rejects.toMatchObject({ code: "HMS_PLG_NO_LOCAL_HUB" });
});
