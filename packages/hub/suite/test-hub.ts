import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type VirtualClock, virtualClock } from "@hms-sync/conformance";
import { type DeliveryState, type DeliveryView, eventCatalogue } from "@hms-sync/connector-api";
import { hmsEvents } from "@hms-sync/events";
import { openSqliteStore } from "@hms-sync/store";
import { createHub, type Hub } from "../src/hub.ts";
import type { HubLog, LogFields } from "../src/hub-log.ts";
import type { HubOptions } from "../src/hub-options.ts";

/** A hub on a real store in a temporary folder, with a clock that stands still. */
export interface TestHub extends AsyncDisposable {
  readonly hub: Hub;
  readonly clock: VirtualClock;
  readonly folder: string;
  /** Log lines so far, as JSON. */
  readonly lines: readonly string[];
  /** The same, while time passes in steps. */
  statesInTime(
    stepMs: number,
    packetId: string,
    ...wanted: DeliveryState[]
  ): Promise<readonly DeliveryView[]>;
  /** Closes the hub, and opens another on the same folder. */
  restart(options?: Partial<HubOptions>): Promise<Hub>;
  /** Waits until the packet's deliveries are in these states, sorted. */
  states(packetId: string, ...wanted: DeliveryState[]): Promise<readonly DeliveryView[]>;
}

/** A ticket with a person on it. */
export function ticket(id: number, name = "Anna Baker"): { ticket: object } {
  return { ticket: { id, title: "9 AM Slot", data: { time: "2024-04-02T09:00", customer_name: name } } };
}

export async function startTestHub(options: Partial<HubOptions> = {}): Promise<TestHub> {
  const folder = mkdtempSync(join(tmpdir(), "hms-sync-hub-"));
  const clock = virtualClock();
  const lines: string[] = [];
  const line = (fields: LogFields, event: string): void => {
    lines.push(JSON.stringify({ event, ...fields }));
  };
  const log: HubLog = { debug: line, info: line, warn: line, error: line };
  const open = async (more: Partial<HubOptions>): Promise<Hub> =>
    await createHub({
      store: await openSqliteStore({ folder, clock }),
      events: eventCatalogue(hmsEvents),
      clock,
      random: () => 0.5,
      log,
      ...more,
    });
  let hub: Hub;
  /** Last state that the hub told: it may be behind the store by the time an answer of the writer takes. */
  const told = new Map<string, DeliveryState>();
  const start = async (more: Partial<HubOptions>): Promise<void> => {
    hub = await open(more);
    hub.bus.subscribe(({ deliveryId, state }) => told.set(deliveryId, state));
  };
  await start(options);

  const look = async (
    packetId: string,
    wanted: readonly DeliveryState[],
  ): Promise<readonly DeliveryView[] | string> => {
    const { deliveries } = await hub.packet(packetId);
    const states = deliveries.map(({ state }) => state).sort();
    const silent = (state: DeliveryState): boolean => state === "waiting" || state === "sending";
    if (deliveries.some(({ id, state }) => !silent(state) && told.get(id) !== state)) {
      return "the hub is behind its store";
    }
    return JSON.stringify(states) === JSON.stringify([...wanted].sort())
      ? deliveries
      : `packet ${packetId} is ${JSON.stringify(deliveries)}, not ${wanted.join()}`;
  };

  return {
    get hub() {
      return hub;
    },
    clock,
    folder,
    lines,
    async restart(more = options) {
      await hub.close(0);
      await start(more);
      return hub;
    },
    states: (packetId, ...wanted) => until(() => look(packetId, wanted)),
    statesInTime: (stepMs, packetId, ...wanted) =>
      until(async () => {
        await clock.advance(stepMs);
        return await look(packetId, wanted);
      }),
    async [Symbol.asyncDispose]() {
      await clock.advance(0);
      await hub.close(0);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Looks until it is given something else than a text; fails with the last text. */
export async function until<Found>(look: () => Promise<Found | string> | Found | string): Promise<Found> {
  const give = performance.now() + 10_000;
  for (;;) {
    const found = await look();
    if (typeof found !== "string") return found;
    if (performance.now() > give) throw new Error(found);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
