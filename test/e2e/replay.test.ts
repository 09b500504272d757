import type { ReplayResult } from "@hms-sync/connector-api";
import { expect, it } from "vitest";
import { appointment } from "../fixtures/appointments.ts";
import { startChildHub } from "../fixtures/child-hub.ts";
import { DMV, DMV_ENVIRONMENT, dmvConfiguration } from "../fixtures/dmv-configuration.ts";
import { startDmvMainframe } from "../fixtures/dmv-mainframe.ts";
import { hubApi } from "../fixtures/hub-api.ts";
import { hubFolder } from "../fixtures/hub-folder.ts";
import { until } from "../fixtures/until.ts";

it.each(["remap", "as-sent"] as const)(
  "sends the packets of the last day again as new deliveries, as many as the dry run said (%s)",
  async (mode) => {
    await using mainframe = await startDmvMainframe();
    using folder = hubFolder(dmvConfiguration(mainframe.world.url));
    await using hub = await startChildHub({ config: folder.config, data: folder.data, env: DMV_ENVIRONMENT });
    const api = hubApi(hub.url);
    const sent = [];
    for (const id of [1, 2, 3]) sent.push(await api.post("appointment.created", appointment(id)));
    const other = await api.post("appointment.cancelled", appointment(1));
    for (const { packetId } of [...sent, other]) {
      await api.deliveryOf(packetId, "delivered", ({ state }) => state === "delivered");
    }

    const request = { event: "appointment.created", since: "24h", mode };
    const replay = (dryRun: boolean) =>
      api.call<ReplayResult>("POST", "/v1/replays", { body: { ...request, dryRun } });
    const planned = await replay(true);
    expect(planned.status).toBe(202);
    expect(planned.body).toMatchObject({ packets: 3, deliveries: 3, byConnector: { [DMV]: 3 } });
    expect((await api.packets()).flatMap(({ deliveries }) => deliveries)).toHaveLength(4);

    const done = await replay(false);
    const { replayId: _planned, ...plan } = planned.body;
    expect(done.body).toMatchObject(plan);

    for (const { packetId, deliveries } of sent) {
      const again = await until("the packet's new delivery", async () => {
        const packet = await api.packet(packetId);
        return packet.deliveries.find(
          ({ replayOf, state }) => replayOf !== undefined && state === "delivered",
        );
      });
      expect(again.replayOf).toBe(deliveries[0]?.id);
    }
    const untouched = await api.packet(other.packetId);
    expect(untouched.deliveries).toHaveLength(1);
    expect(mainframe.arrived()).toHaveLength(7);
    const rows = mainframe.rows();
    const byNumber = (a: unknown, b: unknown): number => Number(a) - Number(b);
    expect(
      rows
        .slice(4)
        .map((row) => row["APPT_NUM"])
        .sort(byNumber),
    ).toEqual([1, 2, 3]);
    for (const row of rows.slice(4)) expect(rows.slice(0, 3)).toContainEqual(row);
  },
);
