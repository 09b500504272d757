import {
  type Clock,
  type Connector,
  type ErrorCode,
  isHmsSyncError,
  type Transport,
  type TransportContext,
} from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import type { HubLog } from "../hub-log.ts";

/** Why the outside system cannot be reached, as a transport's error says it. */
export interface ConnectFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** One connector's transport and whether it is connected. */
export interface Connection {
  /** What is wrong with what the transport was configured with, told without any I/O. */
  check(): ConnectFailure | undefined;
  /** The transport, connected when it needs to be, or why that did not work. */
  open(signal: AbortSignal): Promise<Transport | ConnectFailure>;
  /** In ms since 1970: not before then, since the last try failed. */
  readonly notBefore: number;
  /** Forgets a failed try: an operator says that it will work now. */
  tryAtOnce(): void;
  dispose(): Promise<void>;
}

/** Waits between tries to connect, in ms. */
const BACK_OFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const;

export interface ConnectionOptions {
  readonly connector: Connector;
  readonly clock: Clock;
  readonly log: HubLog;
  readonly resolveSecret: TransportContext["resolveSecret"];
}

/** Makes the connector's transport when it is first needed: a secret that is missing at the start may come later. */
export function createConnection(options: ConnectionOptions): Connection {
  const { connector, clock, log } = options;
  let transport: Transport | undefined;
  let connected = false;
  let failures = 0;
  let notBefore = 0;
  let opening: Promise<Transport | ConnectFailure> | undefined;

  const connect = async (signal: AbortSignal): Promise<Transport | ConnectFailure> => {
    try {
      transport ??= createTransport(options);
      if (!connected) await transport.connect?.(signal);
      connected = true;
      failures = 0;
      notBefore = 0;
      return transport;
    } catch (error) {
      // never longer than the first retry: what says when it is tried next has to hold
      const [firstRetryMs = Number.POSITIVE_INFINITY] = connector.policy.retry.delaysMs;
      const waitMs = Math.min(BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)]!, firstRetryMs);
      failures += 1;
      notBefore = clock.now() + waitMs;
      const failure = describeFailure(error, "HMS_NET_REFUSED");
      log.warn({ connector: connector.id, code: failure.code, failures, waitMs }, "connector.unreachable");
      return failure;
    }
  };

  return {
    check() {
      try {
        transport ??= createTransport(options);
        return undefined;
      } catch (error) {
        return describeFailure(error, "HMS_CFG_INVALID");
      }
    },
    get notBefore() {
      return notBefore;
    },
    open(signal) {
      // sending and polling may ask at the same time
      opening ??= connect(signal).finally(() => {
        opening = undefined;
      });
      return opening;
    },
    tryAtOnce() {
      failures = 0;
      notBefore = 0;
    },
    async dispose() {
      await transport?.dispose();
    },
  };
}

/** A transport of its own, with the connector's log. @throws HMS_CFG_INVALID, HMS_CFG_SECRET. */
export function createTransport({ connector, clock, log, resolveSecret }: ConnectionOptions): Transport {
  return connector.createTransport({
    connector: connector.id,
    clock,
    resolveSecret,
    log: (event, fields) => log.info({ ...fields, connector: connector.id }, event),
  });
}

export function isFailure(opened: Transport | ConnectFailure): opened is ConnectFailure {
  return "code" in opened;
}

/** Code and text of an error that a transport threw. */
export function describeFailure(error: unknown, codeOfOthers: ErrorCode): ConnectFailure {
  if (isHmsSyncError(error)) return { code: error.code, message: error.message };
  return { code: codeOfOthers, message: describeError(error).message };
}
