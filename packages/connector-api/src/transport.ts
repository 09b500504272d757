import type { Ack, AnswerFile, ProbeResult } from "./ack.ts";
import type { Clock } from "./clock.ts";

/** What a transport can do, as frozen data: the hub refuses a policy that the transport cannot honour. */
export interface Supports {
  readonly batch: { /** Messages per `send`, at least 1. */ readonly max: number };
  /** The outside system may answer after `send` returned. */
  readonly lateAck: boolean;
  /**
   * What makes a repeated send harmless: the receiver's key, the name of the file, or nothing.
   * With `none` the hub makes `sending` durable first and a crash in between ends in `in_doubt`.
   */
  readonly idempotent: "by-key" | "by-name" | "none";
  readonly order: "per-key" | "global" | "none";
  /** `probe` can tell present from absent. */
  readonly probe: boolean;
}

/** One delivery's bytes on their way out. */
export interface OutboundMessage {
  readonly deliveryId: string;
  readonly packetId: string;
  readonly event: string;
  readonly key: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Final name for transports that write files; stays the same for every attempt of a delivery. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface SendContext {
  readonly signal: AbortSignal;
  /**
   * To be awaited right before the one step that makes a message visible to the outside system (FTP: the rename).
   *
   * It resolves when the intention is durable. A delivery that crashed without it is simply sent again; one with it is
   * probed, or shown as `in_doubt` where the transport has no probe. A transport that supports `probe` calls it.
   */
  aboutToDeliver(message: OutboundMessage): Promise<void>;
}

/** One step of a connection test. */
export interface TestStep {
  readonly name: string;
  readonly ok: boolean;
  readonly durationMs: number;
  /** What went wrong and what to do; never a secret. */
  readonly message?: string;
}

/** Log lines of a transport: names and sizes, never payload values. */
export type TransportLog = (
  event: string,
  fields: Readonly<Record<string, string | number | boolean>>,
) => void;

/** What the hub hands to a transport when it makes one. */
export interface TransportContext {
  readonly connector: string;
  readonly clock: Clock;
  readonly log: TransportLog;
  /** Turns `env:NAME` and `file:PATH` into the secret; other text is given back as it is. */
  readonly resolveSecret: (reference: string) => string;
}

/**
 * Moves bytes to one outside system. Nothing here prints; every wait honours the signal.
 */
export interface Transport {
  /** Opens what `send` needs. Called again with back-off until it resolves. */
  connect?(signal: AbortSignal): Promise<void>;
  /**
   * Sends the messages in order and answers with one ack per message, in the same order.
   *
   * @throws when the outcome is unknown: the hub then asks `probe` per message.
   */
  send(messages: readonly OutboundMessage[], context: SendContext): Promise<Ack[]>;
  /**
   * Looks for a message for which `aboutToDeliver` was called and whose outcome is unknown, after an error or a crash.
   * May finish it (a rename that is still due).
   */
  probe?(message: OutboundMessage, signal: AbortSignal): Promise<ProbeResult>;
  /** Yields new answer files, oldest first. Ends when there is nothing more right now. */
  poll?(signal: AbortSignal): AsyncIterable<AnswerFile>;
  /** Named steps, each with what it found; leaves nothing behind. */
  test?(signal: AbortSignal): Promise<TestStep[]>;
  /** Ends sockets and timers. May be called twice. */
  dispose(): Promise<void>;
}
