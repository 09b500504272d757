import {
  type Ack,
  type AnswerFile,
  type ErrorCode,
  HmsSyncError,
  type OutboundMessage,
  type ProbeResult,
  type SendContext,
  type Supports,
  type Transport,
  type TransportProvider,
} from "@hms-sync/connector-api";

/** What the memory transport does with one message. */
export type MemoryStep = (
  | { readonly do: "deliver" }
  /** Arrives; the answer follows as a file. */
  | { readonly do: "accept" }
  | { readonly do: "reject"; readonly reason: string }
  | {
      readonly do: "retry";
      readonly code?: ErrorCode;
      readonly reason?: string;
      readonly afterMs?: number;
      readonly pause?: "auth";
    }
  /** The outcome stays unknown to the sender; `arrived` says what really happened. */
  | { readonly do: "throw"; readonly arrived: boolean }
  /** Waits for `release()` or the signal, before or after `aboutToDeliver`, then delivers. */
  | { readonly do: "hang"; readonly at?: "start" | "intent" }
) & {
  /** How many messages it is for: 1 when absent. */
  readonly times?: number;
  /** Only for messages that fit. */
  readonly when?: (message: OutboundMessage) => boolean;
};

export interface MemoryTransportOptions {
  readonly protocol?: string;
  /** What differs from `by-name`, `per-key`, late acks, probe, batches of 50. */
  readonly supports?: Partial<Supports>;
}

/** A transport provider for tests; what it holds outlives the transports it makes, as an outside system would. */
export interface MemoryTransport extends TransportProvider {
  /** Every message handed to `send`, every try of it. */
  readonly sent: readonly OutboundMessage[];
  /** Every message that arrived, in order; twice when it arrived twice. */
  readonly arrived: readonly OutboundMessage[];
  /** Delivery ids for which `aboutToDeliver` resolved. */
  readonly intended: readonly string[];
  /** Delivery ids that `probe` was asked for. */
  readonly probed: readonly string[];
  /** Transports made and not yet disposed. */
  readonly open: number;
  /** Adds steps; each message uses the first that fits, and is delivered when none is left. */
  script(...steps: readonly MemoryStep[]): void;
  /** Forgets the rest of the script. */
  calm(): void;
  /** Messages that hang now. */
  readonly hanging: number;
  /** Lets everything that hangs go on. */
  release(): void;
  /** Puts an answer file where `poll` finds it until it is settled. */
  answer(name: string, bytes: Uint8Array): void;
  /** Names of answer files not settled yet. */
  readonly unsettled: readonly string[];
}

const SUPPORTS: Supports = {
  batch: { max: 50 },
  lateAck: true,
  idempotent: "by-name",
  order: "per-key",
  probe: true,
};

/** Makes a provider for the protocol `memory` that does what a script says. */
export function memoryTransport(options: MemoryTransportOptions = {}): MemoryTransport {
  const supports: Supports = Object.freeze({ ...SUPPORTS, ...options.supports });
  const sent: OutboundMessage[] = [];
  const arrived: OutboundMessage[] = [];
  const intended: string[] = [];
  const probed: string[] = [];
  const answers = new Map<string, Uint8Array>();
  const waiting = new Set<() => void>();
  let steps: { step: MemoryStep; left: number }[] = [];
  let open = 0;

  const takeStep = (message: OutboundMessage): MemoryStep => {
    const entry = steps.find(({ step }) => step.when?.(message) ?? true);
    if (entry === undefined) return { do: "deliver" };
    entry.left--;
    if (entry.left <= 0) steps = steps.filter((other) => other !== entry);
    return entry.step;
  };

  const hang = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const end = (): void => {
        waiting.delete(end);
        signal.removeEventListener("abort", stop);
        resolve();
      };
      const stop = (): void => {
        waiting.delete(end);
        reject(signal.reason);
      };
      waiting.add(end);
      signal.addEventListener("abort", stop, { once: true });
    });

  const sendOne = async (message: OutboundMessage, context: SendContext): Promise<Ack> => {
    sent.push(message);
    const step = takeStep(message);
    if (step.do === "reject") return { status: "rejected", reason: step.reason };
    if (step.do === "retry") {
      return {
        status: "retry",
        code: step.code ?? (step.pause === "auth" ? "HMS_NET_AUTH" : "HMS_NET_REFUSED"),
        reason: step.reason ?? "said the script",
        ...(step.afterMs === undefined ? {} : { afterMs: step.afterMs }),
        ...(step.pause === undefined ? {} : { pause: step.pause }),
      };
    }
    if (step.do === "hang" && step.at !== "intent") await hang(context.signal);
    await context.aboutToDeliver(message);
    intended.push(message.deliveryId);
    if (step.do === "hang" && step.at === "intent") await hang(context.signal);
    if (step.do !== "throw" || step.arrived) arrived.push(message);
    if (step.do === "throw") {
      throw new HmsSyncError("HMS_NET_CUT", "the script ended the connection before the answer came", {
        meta: { name: message.name },
      });
    }
    return { status: step.do === "accept" ? "accepted" : "delivered", reference: message.name };
  };

  const answerFile = (name: string, bytes: Uint8Array): AnswerFile => ({
    name,
    fingerprint: `${bytes.length}`,
    bytes,
    async settle() {
      answers.delete(name);
    },
  });

  const create = (): Transport => {
    let disposed = false;
    open++;
    return {
      async send(messages, context) {
        const acks: Ack[] = [];
        for (const message of messages) acks.push(await sendOne(message, context));
        return acks;
      },
      ...(supports.probe && {
        async probe(message: OutboundMessage): Promise<ProbeResult> {
          probed.push(message.deliveryId);
          const found = arrived.some((other) => other.deliveryId === message.deliveryId);
          return found ? { status: "present", reference: message.name } : { status: "absent" };
        },
      }),
      ...(supports.lateAck && {
        async *poll(): AsyncGenerator<AnswerFile> {
          for (const [name, bytes] of [...answers]) yield answerFile(name, bytes);
        },
      }),
      async test() {
        return [{ name: "connect", ok: true, durationMs: 0 }];
      },
      async dispose() {
        if (!disposed) open--;
        disposed = true;
      },
    };
  };

  return {
    protocol: options.protocol ?? "memory",
    supports,
    create,
    sent,
    arrived,
    intended,
    probed,
    get open() {
      return open;
    },
    script(...added) {
      for (const step of added) steps.push({ step, left: step.times ?? 1 });
    },
    calm() {
      steps = [];
    },
    get hanging() {
      return waiting.size;
    },
    release() {
      for (const end of [...waiting]) end();
    },
    answer(name, bytes) {
      answers.set(name, bytes);
    },
    get unsettled() {
      return [...answers.keys()];
    },
  };
}
