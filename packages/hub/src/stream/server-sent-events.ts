import type { Hub } from "../hub.ts";
import type { DeliveryEvent } from "./event-bus.ts";

/** A line that keeps proxies from ending a quiet stream, in ms. */
const HEARTBEAT_MS = 15_000;
/** A listener that is this many events behind is let go: it may come back with its last id. */
const MOST_BEHIND = 10_000;

const encoder = new TextEncoder();

/**
 * What happens to deliveries as server-sent events (HTML standard, section 9.2), from now on or after the given id.
 *
 * An id carries the run of the hub it belongs to: after a restart an old one means from now on.
 */
export function eventStream(
  hub: Pick<Hub, "bus" | "clock">,
  lastId: string | undefined,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let end = (): void => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string): void => {
          if ((controller.desiredSize ?? 0) < -MOST_BEHIND) close();
          else controller.enqueue(encoder.encode(text));
        };
        const beat = (): void => {
          write(": still here\n\n");
          cancelBeat = hub.clock.after(HEARTBEAT_MS, beat);
        };
        const close = (): void => {
          end();
          controller.close();
        };
        let cancelBeat = hub.clock.after(HEARTBEAT_MS, beat);
        const unsubscribe = hub.bus.subscribe((event) => write(eventText(hub.bus.run, event)));
        signal.addEventListener("abort", close, { once: true });
        end = () => {
          end = () => {};
          cancelBeat();
          unsubscribe();
          signal.removeEventListener("abort", close);
        };
        // sent at once, so that the listener knows it is heard
        write(": from here on\n\n");
        for (const event of missed(hub, lastId)) write(eventText(hub.bus.run, event));
        if (signal.aborted) close();
      },
      cancel() {
        end();
      },
    },
    { highWaterMark: 0 },
  );
}

function missed({ bus }: Pick<Hub, "bus">, lastId: string | undefined): readonly DeliveryEvent[] {
  const found = lastId === undefined ? null : /^([0-9a-z]+)-(\d+)$/.exec(lastId);
  return found?.[1] === bus.run ? bus.since(Number(found[2])) : [];
}

function eventText(run: string, { id, ...event }: DeliveryEvent): string {
  return `id: ${run}-${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
