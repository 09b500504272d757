import type { PacketView } from "@hms-sync/client";
import { type DeliveryView, isHmsSyncError } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { packetQuery } from "../hub/packet-query.ts";
import { withHub } from "../hub/with-hub.ts";
import { withHubSource } from "../hub/with-hub-source.ts";
import { formatTime } from "../output/format-time.ts";
import { print } from "../output/print.ts";
import { errorJson, renderError } from "../output/render-error.ts";
import { type Column, renderTable } from "../output/table.ts";

/** A delivery with the packet it belongs to. */
interface DeadLetter {
  readonly packet: Pick<PacketView, "id" | "event" | "key" | "receivedAt">;
  readonly delivery: DeliveryView;
}

/** `hms-sync dead list`: deliveries that stopped trying, newest packet first. */
export async function runDeadList(invocation: Invocation): Promise<ExitCode> {
  const { style } = invocation;
  const page = await withHubSource(invocation, (source) => source.packets(packetQuery(invocation, "dead")));
  const items = page.items.flatMap(({ id, event, key, receivedAt, deliveries }) =>
    deliveries
      .filter((delivery) => delivery.state === "dead")
      .map((delivery): DeadLetter => ({ packet: { id, event, key, receivedAt }, delivery })),
  );
  const columns: readonly Column<DeadLetter>[] = [
    { title: "received", text: ({ packet }) => formatTime(packet.receivedAt), paint: style.dim },
    { title: "delivery", text: ({ delivery }) => delivery.id },
    { title: "connector", text: ({ delivery }) => delivery.connector, paint: style.name },
    { title: "event", text: ({ packet }) => packet.event },
    { title: "key", text: ({ packet }) => packet.key },
    { title: "tries", align: "right", text: ({ delivery }) => delivery.attempts.length },
    {
      title: "reason",
      text: ({ delivery }) => delivery.reason ?? delivery.attempts.at(-1)?.code,
      paint: style.bad,
    },
  ];
  const result = { items, ...(page.next === undefined ? {} : { next: page.next }) };
  print(invocation, result, () => {
    if (items.length === 0) return "No dead deliveries: everything arrived, waits, or was answered.\n";
    const advice =
      "\nTry one again: hms-sync dead retry DELIVERY. Give it up: hms-sync dead discard DELIVERY.\n";
    return renderTable(columns, items, style) + style.dim(advice);
  });
  return EXIT_CODES.fine;
}

/** `hms-sync dead retry ID…`. */
export async function runDeadRetry(invocation: Invocation): Promise<ExitCode> {
  return await moveAll(invocation, "retry");
}

/** `hms-sync dead discard ID…`. */
export async function runDeadDiscard(invocation: Invocation): Promise<ExitCode> {
  return await moveAll(invocation, "discard");
}

/** Every delivery is tried, also after one that cannot be moved. */
async function moveAll(invocation: Invocation, action: "retry" | "discard"): Promise<ExitCode> {
  const deliveries: DeliveryView[] = [];
  const failed: { readonly id: string; readonly error: unknown }[] = [];
  await withHub(invocation, async (hub) => {
    for (const id of invocation.argumentList("id")) {
      try {
        deliveries.push(await hub[action](id));
      } catch (error) {
        if (!isHmsSyncError(error) || error.code === "HMS_NET_NO_HUB") throw error;
        failed.push({ id, error: errorJson(error) });
        if (invocation.json) continue;
        const { session, errorStyle: style } = invocation;
        session.stderr.write(`${id}: ${await renderError(error, { json: false, style, session })}`);
      }
    }
  });
  print(invocation, { deliveries, failed }, () =>
    deliveries.map(({ id, connector, state }) => `${id}  ${connector}  ${state}\n`).join(""),
  );
  return failed.length === 0 ? EXIT_CODES.fine : EXIT_CODES.failed;
}
