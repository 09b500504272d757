import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { connectToHub } from "../hub/connect-to-hub.ts";
import type { DeadLetter } from "../hub/hub-source.ts";
import { packetQuery } from "../hub/packet-query.ts";
import { withHubSource } from "../hub/with-hub-source.ts";
import { formatTime } from "../output/format-time.ts";
import { print } from "../output/print.ts";
import { type Column, renderTable } from "../output/table.ts";

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

async function moveAll(invocation: Invocation, action: "retry" | "discard"): Promise<ExitCode> {
  const hub = await connectToHub(invocation);
  const deliveries = [];
  for (const id of invocation.argumentList("id")) deliveries.push(await hub[action](id));
  print(invocation, { deliveries }, () =>
    deliveries.map(({ id, connector, state }) => `${id}  ${connector}  ${state}\n`).join(""),
  );
  return EXIT_CODES.fine;
}
