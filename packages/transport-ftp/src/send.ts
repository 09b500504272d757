import { type Ack, isHmsSyncError, type OutboundMessage, type SendContext } from "@hms-sync/connector-api";
import type { FtpConnection } from "./connection.ts";
import { type DeliverOptions, deliver, retryAck } from "./deliver.ts";
import type { FtpSession } from "./ftp-session.ts";

/**
 * Sends messages one after the other on one session and gives each its own ack.
 *
 * One that fails does not fail the others, with two exceptions: when the server cannot be reached, refuses the login or
 * is silent, the rest of the batch is not tried against it; and a later message of a key whose earlier message is to
 * be retried waits for it, so that the order per key holds.
 *
 * @throws When the outcome of a message is unknown, or the signal aborted.
 */
export function sendBatch(
  connection: FtpConnection,
  messages: readonly OutboundMessage[],
  context: SendContext,
  options: DeliverOptions,
): Promise<Ack[]> {
  return connection.use(context.signal, async (session) => {
    let down = await failureToOpen(session);
    const acks: Ack[] = [];
    const heldKeys = new Map<string, Ack>();
    for (const message of messages) {
      const held = down ?? heldKeys.get(message.key);
      const ack = held ?? (await deliver(session, message, context, options));
      if (ack.status === "retry" && held === undefined) {
        const reason = `an earlier message of the same key, ${message.name}, has to be sent first`;
        heldKeys.set(message.key, { ...ack, reason });
        if (session.unreachable !== undefined) down = retryAck(session.unreachable);
        else if (ack.code === "HMS_NET_TIMEOUT") down = { ...ack, reason: `not tried after ${ack.reason}` };
      }
      acks.push(ack);
    }
    return acks;
  });
}

async function failureToOpen(session: FtpSession): Promise<Ack | undefined> {
  try {
    await session.ready();
    return undefined;
  } catch (error) {
    if (session.signal.aborted || !isHmsSyncError(error)) throw error;
    return retryAck(error);
  }
}
