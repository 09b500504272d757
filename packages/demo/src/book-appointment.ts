import { setTimeout as wait } from "node:timers/promises";
import { trigger } from "@hms-sync/client";
import type { Settlement } from "@hms-sync/connector-api";
import { Board } from "@hms-sync/events";
import type { Hub, PacketView } from "@hms-sync/hub";

/** When each step of one appointment was done, in ms since the trigger. */
export interface StepTimes {
  /** The packet was durable. */
  readonly accepted: number;
  /** The record was mapped and encoded, and its file stood under its final name. */
  readonly landed?: number;
  /** The mainframe's answer was matched. */
  readonly answered?: number;
}

export interface BookedAppointment {
  readonly packet: PacketView;
  readonly settlement: Settlement;
  readonly times: StepTimes;
}

const EVENT = "appointment.created";
/** Longer than any retry of the demo: something is wrong, and the report says what. */
const PATIENCE_MS = 20_000;

/** One more than the highest ticket that this hub has heard of. */
async function nextTicketId(hub: Hub): Promise<number> {
  const { items } = await hub.packets({ event: EVENT }, 100);
  const ids = items.map((packet) => Number(packet.key.slice(packet.key.indexOf(":") + 1)));
  return Math.max(0, ...ids.filter(Number.isSafeInteger)) + 1;
}

/** Puts the 9 AM slot on the board, triggers the event and waits for what the mainframe says. */
export async function bookAppointment(hub: Hub, now: () => number): Promise<BookedAppointment> {
  const board = new Board("DMV Appointments", { firstId: await nextTicketId(hub) });
  const ticket = board.add({
    title: "9 AM Slot",
    data: { time: "2024-04-02T09:00", customer_name: "Anna Baker" },
  });

  const reached = new Map<string, number>();
  const end = hub.bus.subscribe((event) => {
    if (event.key === `ticket:${ticket.id}`) reached.set(event.type, now());
  });
  try {
    const start = now();
    const sent = await trigger(EVENT, { ticket });
    const accepted = now() - start;
    const settlement = await Promise.race([
      sent.settled(),
      wait(PATIENCE_MS, { packetId: sent.packetId, ok: false, deliveries: [] }, { ref: false }),
    ]);
    const since = (type: string): number | undefined => {
      const at = reached.get(type);
      return at === undefined ? undefined : at - start;
    };
    const landed = since("delivery.accepted");
    const answered = since("delivery.delivered") ?? since("delivery.rejected");
    return {
      packet: await hub.packet(sent.packetId),
      settlement,
      times: {
        accepted,
        ...(landed !== undefined && { landed }),
        ...(answered !== undefined && { answered }),
      },
    };
  } finally {
    end();
  }
}
