import { readFileSync } from "node:fs";
import {
  type Clock,
  type ConnectionTest,
  type Connector,
  type DeliveryView,
  type EventCatalogue,
  HmsSyncError,
  type LocalHub,
  localHub,
  nearestNames,
  setLocalHub,
  systemClock,
} from "@hms-sync/connector-api";
import { configurationError, describeError, policyFaults, resolveSecret } from "@hms-sync/core";
import type { AnswerToMatch, DeliveryCounts, PacketFilter, Page } from "@hms-sync/store";
import { type HearingOptions, takeAnswers } from "./answers/hear-answers.ts";
import { type AnswerPoller, pollAnswers } from "./answers/poll-answers.ts";
import { watchDeadlines } from "./answers/watch-deadlines.ts";
import { type ConnectorWorker, createConnectorWorker } from "./deliver/connector-worker.ts";
import { createMoves } from "./deliver/moves.ts";
import { createOperations, type Operations } from "./deliver/operate.ts";
import { replayDeliveries } from "./deliver/replay.ts";
import { testConnection } from "./deliver/test-connection.ts";
import { silentLog } from "./hub-log.ts";
import { type ApiKey, DEFAULT_LIMITS, type HubLimits, type HubOptions } from "./hub-options.ts";
import { createIntake } from "./intake/accept-event.ts";
import { createRouting } from "./intake/routing.ts";
import { findTransport } from "./plug-ins/find-transport.ts";
import { pruneStore } from "./prune-store.ts";
import { type ConnectorView, showConnectors } from "./stream/connector-view.ts";
import { createDeliveryViews, type PacketView } from "./stream/delivery-view.ts";
import { createEventBus, type EventBus } from "./stream/event-bus.ts";
import { createSettling } from "./stream/settled.ts";

/** The hub: takes events, delivers them, hears the answers. Everything the HTTP API does is a call of this. */
export interface Hub extends LocalHub {
  readonly events: EventCatalogue;
  readonly bus: Pick<EventBus, "subscribe" | "since" | "run">;
  readonly limits: HubLimits;
  readonly keys: readonly ApiKey[];
  /** Deliveries by connector and state; they add up to all deliveries there are. */
  counts(): Promise<DeliveryCounts>;
  packet(id: string): Promise<PacketView>;
  /** Newest first. */
  packets(filter: PacketFilter, limit: number, cursor?: string): Promise<Page<PacketView>>;
  delivery(id: string): Promise<DeliveryView>;
  readonly operate: Operations;
  connectors(): Promise<ConnectorView[]>;
  /** A connector by its id. @throws HMS_HUB_CONNECTOR with the nearest right ids. */
  connector(id: string): Connector;
  pause(connector: string, reason?: string): Promise<void>;
  resume(connector: string): Promise<void>;
  drain(connector: string): Promise<void>;
  /** Answers of an outside system that somebody hands over. */
  answer(connector: string, answers: readonly AnswerToMatch[]): Promise<{ matched: number; unknown: number }>;
  /** False while it starts or stops. */
  readonly ready: boolean;
  readonly clock: Clock;
  /**
   * Takes nothing more, waits for what is being sent (`drainMs`, 30 s when absent), then ends everything. What was not
   * delivered is delivered by the next run. May be called twice.
   */
  close(drainMs?: number): Promise<void>;
}

const DRAIN_MS = 30_000;

/** Starts a hub in this process and makes it the one that `trigger`, `replay` and `createConnector` use. */
export async function createHub(options: HubOptions): Promise<Hub> {
  const { events, store } = options;
  const clock = options.clock ?? systemClock;
  const log = options.log ?? silentLog;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const secret =
    options.resolveSecret ??
    ((reference) =>
      resolveSecret(reference, { env: process.env, readFile: (path) => readFileSync(path, "utf8") }));
  const failed = new Map((options.failed ?? []).map((entry) => [entry.id, entry]));
  const workers = new Map<string, ConnectorWorker>();
  const pollers = new Map<string, AnswerPoller>();
  const giveUp = new AbortController();
  const bus = createEventBus(clock.now());
  let closing: Promise<void> | undefined;
  let ready = false;

  const moves = createMoves({ store, bus, log, clock, signal: giveUp.signal, counts: await store.counts() });
  const hearing: HearingOptions = { moves, log, now: () => clock.now() };
  const routing = createRouting(events, () => [...workers.values()].map(({ connector }) => connector));
  const views = createDeliveryViews(({ connector, seq }) => workers.get(connector)?.waitReason(seq));
  const settling = createSettling(store, bus, views);
  const accept = createIntake({
    store,
    routing,
    moves,
    clock,
    log,
    maxOpen: limits.waiting,
    dispatch: (delivery) => workers.get(delivery.connector)?.accept(delivery),
  });

  const workerOf = (id: string): ConnectorWorker => {
    const worker = workers.get(id);
    if (worker !== undefined) return worker;
    const near = nearestNames(id, workers.keys());
    throw new HmsSyncError("HMS_HUB_CONNECTOR", "there is no connector with that id", {
      ...(near.length > 0 && { hint: `Did you mean ${near.join(" or ")}?` }),
    });
  };

  const refuseWhenClosing = (): void => {
    if (closing !== undefined) throw new HmsSyncError("HMS_HUB_CLOSING", "the hub is stopping");
  };

  const register = async (connector: Connector): Promise<void> => {
    refuseWhenClosing();
    const faults = policyFaults(connector.policy, connector);
    if (faults.length > 0) throw configurationError(`connector ${connector.id}`, faults);
    const { id } = connector;
    await pollers.get(id)?.stop();
    await workers.get(id)?.stop();
    const stored = (await store.connectorStates()).find((state) => state.id === id);
    const worker = createConnectorWorker({
      connector,
      store,
      moves,
      clock,
      random: options.random ?? Math.random,
      log,
      resolveSecret: secret,
      signal: giveUp.signal,
      stored,
      answerAwaited: () => pollers.get(id)?.wake(),
    });
    workers.set(id, worker);
    failed.delete(id);
    routing.forget();
    await worker.start();
    if (connector.policy.ack.from === "file") {
      pollers.set(id, pollAnswers({ ...hearing, worker, store, clock, signal: giveUp.signal }));
    } else pollers.delete(id);
    log.info(
      { connector: id, protocol: connector.protocol, events: connector.bindings.length },
      "connector.ready",
    );
  };

  const end = async (drainMs: number): Promise<void> => {
    ready = false;
    log.info({ open: moves.open }, "hub.stopping");
    if (localHub() === hub) setLocalHub(undefined);
    const cancel = clock.after(drainMs, () => giveUp.abort(new Error("the hub stops")));
    await Promise.all([
      stopDeadlines(),
      stopPruning(),
      ...[...pollers.values()].map((poller) => poller.stop()),
    ]);
    await Promise.all([...workers.values()].map((worker) => worker.stop()));
    cancel();
    settling.end();
    await store.close();
    log.info({}, "hub.stopped");
  };

  const hub: Hub = {
    events,
    bus,
    limits,
    keys: options.keys ?? [],
    async trigger(event, payload, triggerOptions) {
      refuseWhenClosing();
      return await accept(event, payload, triggerOptions);
    },
    settled: settling.settled,
    async replay(request) {
      refuseWhenClosing();
      return await replayDeliveries({ store, workers, events, log, now: () => clock.now() }, request);
    },
    register,
    async testConnection(connector, signal): Promise<ConnectionTest> {
      return await testConnection({ connector, clock, log, resolveSecret: secret }, signal ?? giveUp.signal);
    },
    async transportFor(protocol) {
      const given = options.transports?.find((provider) => provider.protocol === protocol);
      return given ?? (await (options.findTransport?.(protocol) ?? findTransport(protocol, process.cwd())));
    },
    counts: () => store.counts(),
    async packet(id) {
      const packet = await store.packet(id);
      if (packet === undefined) throw new HmsSyncError("HMS_HUB_PACKET", "there is no packet with that id");
      return views.showPacket(packet);
    },
    async packets(filter, limit, cursor) {
      const { items, next } = await store.packets(filter, limit, cursor);
      return { items: items.map(views.showPacket), ...(next !== undefined && { next }) };
    },
    async delivery(id) {
      const delivery = await store.delivery(id);
      if (delivery === undefined)
        throw new HmsSyncError("HMS_HUB_DELIVERY", "there is no delivery with that id");
      return views.show(delivery);
    },
    operate: createOperations({ store, moves, workers, now: () => clock.now() }),
    connectors: async () => showConnectors([...workers.values()], [...failed.values()], await store.counts()),
    connector: (id) => workerOf(id).connector,
    pause: async (id, reason = "operator") => workerOf(id).pause(reason),
    resume: async (id) => workerOf(id).resume(),
    drain: async (id) => workerOf(id).drain(),
    async answer(id, answers) {
      const { matched, unknown } = await takeAnswers(hearing, workerOf(id), answers);
      return { matched: matched.length, unknown: unknown.length };
    },
    get ready() {
      return ready;
    },
    clock,
    close(drainMs = DRAIN_MS) {
      closing ??= end(drainMs);
      return closing;
    },
  };

  for (const connector of options.connectors ?? []) {
    try {
      await register(connector);
    } catch (error) {
      const { code = "HMS_HUB_INTERNAL", message } = describeError(error);
      failed.set(connector.id, { id: connector.id, code, message });
      log.error({ connector: connector.id, code, why: message }, "connector.failed");
    }
  }
  const stopDeadlines = watchDeadlines({ store, moves, clock, log, workers });
  const stopPruning = pruneStore({ store, clock, log, retention: options.retention });
  setLocalHub(hub);
  ready = true;
  return hub;
}
