import { fileURLToPath } from "node:url";
import { trigger } from "@hms-sync/client";
import type { DeliveryView } from "@hms-sync/connector-api";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { appointment, slot } from "../../fixtures/appointments.ts";
import { startChildHub } from "../../fixtures/child-hub.ts";
import { DMV, dmvConfiguration } from "../../fixtures/dmv-configuration.ts";
import { type EventStream, openEventStream } from "../../fixtures/event-stream.ts";
import { type HubApi, hubApi } from "../../fixtures/hub-api.ts";
import { hubFolder } from "../../fixtures/hub-folder.ts";
import { person } from "../../fixtures/people.ts";
import { type TemporaryFolder, temporaryFolder } from "../../fixtures/temporary-folder.ts";
import { compileCobol } from "../servers/cobol.ts";
import { startPureFtpd } from "../servers/pure-ftpd.ts";
import { COBC, describeWith, PURE_FTPD } from "../servers/tools.ts";
import { type Mainframe, startMainframe } from "./mainframe.ts";

const SOURCE = fileURLToPath(new URL("./APPTLOAD.cbl", import.meta.url));
const COPYBOOKS = fileURLToPath(new URL("../../../connectors/dmv-mainframe/layout", import.meta.url));

interface Scene {
  readonly api: HubApi;
  readonly mainframe: Mainframe;
  readonly stream: EventStream;
}

const isSettled = ({ state }: DeliveryView): boolean => ["delivered", "rejected", "dead"].includes(state);

describeWith([COBC, PURE_FTPD], "a COBOL program behind a real FTP server", () => {
  let compiled: TemporaryFolder;

  beforeAll(async () => {
    compiled = temporaryFolder();
    await compileCobol({ source: SOURCE, copybooks: [COPYBOOKS], executable: compiled.at("apptload") });
  });

  afterAll(() => compiled?.[Symbol.dispose]());

  /** A mainframe with an empty book and a hub of its own, for the length of one test. */
  async function withScene(test: (scene: Scene) => Promise<void>): Promise<void> {
    await using ftp = await startPureFtpd(["inbox", "outbox"]);
    using work = temporaryFolder();
    await using mainframe = startMainframe({
      program: compiled.at("apptload"),
      inbox: `${ftp.home}/inbox`,
      outbox: `${ftp.home}/outbox`,
      work: work.path,
    });
    using folder = hubFolder(dmvConfiguration(ftp.url("/inbox")));
    await using hub = await startChildHub({
      config: folder.config,
      data: folder.data,
      env: { DMV_PASSWORD: ftp.password },
    });
    using stream = await openEventStream(hub.url);
    vi.stubEnv("HMS_SYNC_URL", hub.url);
    try {
      await test({ api: hubApi(hub.url), mainframe, stream });
    } finally {
      vi.unstubAllEnvs();
    }
  }

  it("books a created appointment, and its answer makes the delivery delivered", async () => {
    await withScene(async ({ api, mainframe, stream }) => {
      const sent = await trigger("appointment.created", appointment(42));
      const settlement = await sent.settled();
      expect(settlement).toMatchObject({ ok: true, deliveries: [{ connector: DMV, state: "delivered" }] });
      const { deliveries } = await api.packet(sent.packetId);
      expect(deliveries).toMatchObject([
        { state: "delivered", attempts: [{ n: 1 }], ack: { status: "delivered" } },
      ]);
      const heard = await stream.next("the delivery", ({ event }) => event === "delivery.delivered");
      expect(heard.data).toMatchObject({ packetId: sent.packetId, key: "ticket:42", connector: DMV });
      expect(mainframe.report()).toEqual([
        {
          ...{ action: "A", number: 42, status: "OK", time: slot(42), name: person(42).name },
          ...{ office: "0000", slotMinutes: 15, fee: "25.00" },
        },
      ]);
    });
  });

  it("tells HMS everywhere that the program found the slot taken", async () => {
    await withScene(async ({ api, stream }) => {
      const first = await trigger("appointment.created", appointment(1));
      await first.settled();
      const second = await trigger("appointment.created", appointment(2, { time: slot(1) }));
      const reason = "SLOT ALREADY TAKEN";

      const settlement = await second.settled();
      expect(settlement).toMatchObject({ ok: false, deliveries: [{ state: "rejected", reason }] });
      const heard = await stream.next("the rejection", ({ event }) => event === "delivery.rejected");
      expect(heard.data).toMatchObject({
        packetId: second.packetId,
        key: "ticket:2",
        connector: DMV,
        reason,
      });
      expect(await api.packet(second.packetId)).toMatchObject({
        key: "ticket:2",
        deliveries: [{ state: "rejected", reason, ack: { status: "rejected", reason } }],
      });
      expect(await api.packet(first.packetId)).toMatchObject({ deliveries: [{ state: "delivered" }] });
    });
  });

  it("moves an appointment, gives its old slot to another one, and cancels it", async () => {
    await withScene(async ({ api, mainframe }) => {
      const steps = [
        ["appointment.created", appointment(1)],
        ["appointment.updated", appointment(1, { time: slot(9) })],
        ["appointment.created", appointment(2, { time: slot(1) })],
        ["appointment.cancelled", appointment(1, { time: slot(9) })],
        ["appointment.created", appointment(3, { time: slot(9) })],
      ] as const;
      for (const [event, payload] of steps) {
        const { packetId } = await api.post(event, payload);
        expect((await api.deliveryOf(packetId, "settled", isSettled)).state, event).toBe("delivered");
      }
      expect(mainframe.report().map(({ action }) => action)).toEqual(["A", "U", "A", "C", "A"]);
    });
  });

  it.each([
    [
      "an update of an appointment nobody knows",
      "appointment.updated",
      appointment(5),
      "UNKNOWN APPOINTMENT",
    ],
    ["a cancellation of one nobody knows", "appointment.cancelled", appointment(5), "UNKNOWN APPOINTMENT"],
    ["a blank name", "appointment.created", appointment(5, { customer_name: " " }), "NAME MISSING"],
  ])("hands on the program's reason for %s", async (_title, event, payload, reason) => {
    await withScene(async ({ api }) => {
      const { packetId } = await api.post(event, payload);
      const delivery = await api.deliveryOf(packetId, "settled", isSettled);
      expect(delivery).toMatchObject({ state: "rejected", reason });
    });
  });

  it("gives each of several answers about one appointment to its own packet", async () => {
    await withScene(async ({ api }) => {
      const other = await api.post("appointment.created", appointment(2));
      await api.deliveryOf(other.packetId, "settled", isSettled);
      const steps = [
        ["appointment.created", slot(1), "delivered"],
        ["appointment.updated", slot(2), "rejected"],
        ["appointment.updated", slot(3), "delivered"],
        ["appointment.updated", slot(2), "rejected"],
        ["appointment.cancelled", slot(3), "delivered"],
        ["appointment.updated", slot(4), "rejected"],
      ] as const;
      const packetIds: string[] = [];
      for (const [event, time] of steps) {
        packetIds.push((await api.post(event, appointment(1, { time }))).packetId);
      }
      const states = await Promise.all(
        packetIds.map(async (packetId) => (await api.deliveryOf(packetId, "settled", isSettled)).state),
      );
      expect(states).toEqual(steps.map(([, , state]) => state));
    });
  });

  it("keeps 200 packets in the order of their key, loses none and has every byte accepted", async () => {
    await withScene(async ({ api, mainframe }) => {
      const tickets = Array.from({ length: 40 }, (_, n) => n + 1);
      // the program refuses a change of an appointment it does not know, so a single swap would be a rejection
      const rounds = [
        ["appointment.created", 0],
        ["appointment.updated", 1_000],
        ["appointment.updated", 2_000],
        ["appointment.cancelled", 2_000],
        ["appointment.created", 3_000],
      ] as const;
      const packetIds: string[] = [];
      for (const [event, later] of rounds) {
        for (const id of tickets) {
          packetIds.push((await api.post(event, appointment(id, { time: slot(id + later) }))).packetId);
        }
      }
      for (const packetId of packetIds) {
        expect(await api.deliveryOf(packetId, "settled", isSettled)).toMatchObject({ state: "delivered" });
      }
      expect(mainframe.processed).toHaveLength(200);
      expect(new Set(mainframe.processed).size).toBe(200);
      const report = mainframe.report();
      const actions = (id: number): string =>
        report.flatMap(({ number, action }) => (number === id ? [action] : [])).join("");
      for (const id of tickets) expect(actions(id), `ticket ${id}`).toBe("AUUCA");
    });
  });
});
