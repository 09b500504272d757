import type { Ack, OutboundMessage, Transport } from "@hms-sync/connector-api";

/** How a delivery went. */
export interface HubDelivery {
  /** `delivered`, `accepted` or `rejected`; `present` when a probe found it. */
  readonly ended: "delivered" | "accepted" | "rejected" | "present";
  /** Codes of the retries, `unknown` for each throw. */
  readonly troubles: readonly string[];
  readonly attempts: number;
}

/** A transport that needs more tries in a calm world is broken. */
const MOST_TRIES = 12;

/**
 * Sends one message until it has arrived, by the rules of the hub: a `retry` is sent again; after a throw a message for
 * which `aboutToDeliver` was called is probed and any other is sent again; `unknown` is probed again.
 *
 * Every try uses a transport of its own, as if the process had crashed in between. Nothing waits.
 *
 * @throws Error when it does not arrive.
 */
export async function deliverAsHub(
  makeTransport: () => Transport,
  message: OutboundMessage,
): Promise<HubDelivery> {
  const troubles: string[] = [];
  let mustProbe = false;
  let attempts = 0;
  for (let turn = 0; turn < MOST_TRIES; turn++) {
    const transport = makeTransport();
    try {
      if (mustProbe) {
        const found = await transport.probe!(message, neverAborted());
        if (found.status === "present") return { ended: "present", troubles, attempts };
        mustProbe = found.status === "unknown";
        continue;
      }
      attempts++;
      let intended = false;
      const sending = transport.send([{ ...message, attempt: attempts }], {
        signal: neverAborted(),
        async aboutToDeliver() {
          intended = true;
        },
      });
      const ack = await sending.then(onlyAck, (): undefined => undefined);
      if (ack === undefined) {
        troubles.push("unknown");
        mustProbe = intended && transport.probe !== undefined;
      } else if (ack.status === "retry") {
        troubles.push(ack.code);
      } else {
        return { ended: ack.status, troubles, attempts };
      }
    } finally {
      await transport.dispose();
    }
  }
  throw new Error(`${message.name} did not arrive in ${MOST_TRIES} turns: ${troubles.join(", ")}`);
}

function onlyAck(acks: readonly Ack[]): Ack {
  if (acks.length !== 1) throw new Error(`${acks.length} acks for one message`);
  return acks[0]!;
}

function neverAborted(): AbortSignal {
  return new AbortController().signal;
}
