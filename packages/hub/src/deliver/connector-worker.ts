import type { Clock, Connector, TransportContext } from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import type { ConnectorState, Store } from "@hms-sync/store";
import type { HubLog } from "../hub-log.ts";
import { createLanes, type Lanes } from "../lanes/lanes.ts";
import { createPager, type Pager } from "../lanes/pager.ts";
import { fromDue, type QueuedDelivery } from "../lanes/queued-delivery.ts";
import { restoreLanes } from "../lanes/restore-lanes.ts";
import { type ConnectFailure, type Connection, createConnection } from "./connection.ts";
import { type ConnectorStatus, keepStatus } from "./connector-status.ts";
import type { Dispatch } from "./dispatch.ts";
import { lookUpAgain } from "./look-up.ts";
import type { Moves } from "./moves.ts";
import { sendBatch } from "./send-batch.ts";
import { type Settled, settleLane } from "./settle-lane.ts";

/** Sends one connector's deliveries: takes what is due from the lanes, as long as nothing says to wait. */
export interface ConnectorWorker {
  readonly connector: Connector;
  readonly connection: Connection;
  readonly lanes: Lanes;
  readonly status: ConnectorStatus;
  /** Reads what an earlier run left, and begins to send. */
  start(): Promise<void>;
  /** A delivery that was just made durable. */
  accept(delivery: QueuedDelivery): void;
  /** From now on what the store holds is read from there; to be followed by `refill`. */
  fallBehind(): void;
  refill(): void;
  pause(reason: string, failure?: ConnectFailure): Promise<void>;
  resume(): Promise<void>;
  drain(): Promise<void>;
  /** A delivery was moved by somebody else: an answer, an operator. */
  moved(delivery: Settled): void;
  /** Takes a delivery of the store into its lane. */
  readmit(deliveryId: string): Promise<void>;
  /** True while it is in the hands of the transport. */
  isOut(seq: number): boolean;
  /** Makes a delivery in memory due at once. False when it is not in memory. */
  dueNow(seq: number): boolean;
  /** Why a delivery that is due stands still: `lane`, `parked`, `paused`, `connecting`. */
  waitReason(seq: number): string | undefined;
  /** Resolves when everything that is being sent now is recorded. */
  recorded(): Promise<void>;
  /** Begins nothing new; resolves when what is under way is recorded, at the latest after `signal` was aborted. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly connector: Connector;
  readonly store: Store;
  readonly moves: Moves;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: HubLog;
  readonly resolveSecret: TransportContext["resolveSecret"];
  /** Aborted when the hub gives up waiting for what is under way. */
  readonly signal: AbortSignal;
  /** As an earlier run left it. */
  readonly stored: ConnectorState | undefined;
  /** Called when an answer of the outside system is awaited. */
  readonly answerAwaited: () => void;
}

/** Timers are set for a day at most: longer ones would overflow the platform's. */
const LONGEST_TIMER_MS = 86_400_000;

export function createConnectorWorker(options: WorkerOptions): ConnectorWorker {
  const { clock, connector, log, store } = options;
  const connection = createConnection(options);
  const underWay = new Set<Promise<unknown>>();
  const status = keepStatus({ ...options, connector: connector.id });
  let drainUpTo = Number.POSITIVE_INFINITY;
  let busy = false;
  let stopped = false;
  let cancelTimer = (): void => {};

  const lanes = createLanes({
    by: connector.policy.order.key,
    removed: (seq) => pager.removed(seq),
    rowsLeft: (seq) => pager.rewind(seq),
  });
  const pager: Pager = createPager({
    connector: connector.id,
    store,
    lanes,
    admit: (row) => fromDue(row, status.current.state !== "paused"),
  });
  const dispatch: Dispatch = {
    connector,
    connection,
    store,
    moves: options.moves,
    lanes,
    clock,
    random: options.random,
    log,
    signal: options.signal,
    pauseFor: (reason, failure) => {
      // several deliveries of one batch may find the same
      if (status.current.state === "paused") return;
      keep(status.set("paused", reason, `${failure.code}: ${failure.message}`));
    },
    answerAwaited: options.answerAwaited,
  };

  const keep = (work: Promise<unknown>): void => {
    const kept = work.catch((error: unknown) => {
      log.error({ connector: connector.id, ...describeError(error) }, "connector.failed");
    });
    underWay.add(kept);
    void kept.then(() => {
      underWay.delete(kept);
      pump();
    });
  };

  const wakeAt = (at: number): void => {
    cancelTimer();
    if (at === Number.POSITIVE_INFINITY) return;
    cancelTimer = clock.after(Math.min(Math.max(at - clock.now(), 0), LONGEST_TIMER_MS), pump);
  };

  const readMore = (): void => {
    pager.refill().then(pump, (error: unknown) => {
      log.error({ connector: connector.id, ...describeError(error) }, "connector.read_failed");
      if (!stopped) wakeAt(clock.now() + 1_000);
    });
  };

  const run = async (taken: readonly QueuedDelivery[]): Promise<void> => {
    const toLookUp = taken.filter(({ state }) => state === "sending" || state === "in_doubt");
    const toSend = taken.filter((delivery) => !toLookUp.includes(delivery));
    // looks first: they may free a lane, and nothing new is begun while something old is unclear
    for (const delivery of toLookUp) await lookUpAgain(dispatch, delivery);
    if (toSend.length === 0) return;
    const { recorded } = await sendBatch(dispatch, toSend);
    keep(recorded);
  };

  const pump = (): void => {
    if (stopped || busy || status.current.state === "paused") return;
    cancelTimer();
    const now = clock.now();
    if (connection.notBefore > now) {
      wakeAt(connection.notBefore);
      return;
    }
    const taken = lanes.take(now, connector.supports.batch.max, drainUpTo);
    if (taken.length > 0) {
      busy = true;
      keep(
        run(taken).finally(() => {
          busy = false;
        }),
      );
    } else if (isDrained()) keep(status.set("paused", "drained"));
    else wakeAt(lanes.nextDueAt());
    if (pager.wantsMore) readMore();
  };

  const isDrained = (): boolean =>
    status.current.state === "draining" &&
    underWay.size === 0 &&
    pager.hasRead(drainUpTo) &&
    !lanes.hasUpTo(drainUpTo);

  return {
    connector,
    connection,
    lanes,
    get status() {
      return status.current;
    },
    async start() {
      const fault = connection.check();
      if (fault !== undefined) dispatch.pauseFor("configuration", fault);
      await restoreLanes(dispatch);
      await pager.refill();
      pump();
    },
    accept(delivery) {
      pager.offer(delivery);
      pump();
    },
    fallBehind: () => pager.fallBehind(),
    refill: readMore,
    pause: (reason, failure) =>
      status.set("paused", reason, failure && `${failure.code}: ${failure.message}`),
    async resume() {
      drainUpTo = Number.POSITIVE_INFINITY;
      connection.tryAtOnce();
      await status.set("active");
      lanes.resume(clock.now());
      pump();
    },
    async drain() {
      const newest = await store.deliveries({ connector: connector.id }, 1);
      drainUpTo = newest.items[0]?.seq ?? 0;
      await status.set("draining");
      lanes.resume(clock.now());
      pump();
    },
    moved(delivery) {
      settleLane(dispatch, delivery);
      if (delivery.state === "discarded") lanes.unpark(delivery.key);
      pump();
    },
    async readmit(deliveryId) {
      const due = await store.dueById(deliveryId);
      if (due === undefined || lanes.has(due.seq)) return;
      if (due.state === "waiting" || due.state === "retrying") {
        lanes.unpark(due.key);
        lanes.release(due.seq, due.key);
        if (!lanes.add(fromDue(due, status.current.state !== "paused"))) pager.rewind(due.seq);
      } else settleLane(dispatch, due);
      pump();
    },
    isOut: (seq) => lanes.isOut(seq),
    dueNow(seq) {
      const delivery = lanes.get(seq);
      if (delivery === undefined) return false;
      lanes.unpark(delivery.key);
      lanes.setDue(delivery, clock.now());
      connection.tryAtOnce();
      pump();
      return true;
    },
    waitReason(seq) {
      const waits = lanes.waitOf(seq);
      if (waits !== undefined) return waits;
      if (status.current.state === "paused" || seq > drainUpTo) return "paused";
      return lanes.has(seq) && connection.notBefore > clock.now() ? "connecting" : undefined;
    },
    async recorded() {
      await Promise.all([...underWay]);
    },
    async stop() {
      stopped = true;
      cancelTimer();
      while (underWay.size > 0) await Promise.all([...underWay]);
      await connection.dispose();
    },
  };
}
