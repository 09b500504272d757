import type { Accepted, Settlement } from "@hms-sync/connector-api";

/** What `trigger` gives: the packet is durable, and can be followed. */
export interface Sent extends Accepted {
  /**
   * Resolves when every delivery is final or in doubt. That may take as long as an outside system is down: give a signal
   * to stop waiting. Nothing depends on it being called.
   */
  settled(signal?: AbortSignal): Promise<Settlement>;
}

export function sentWith(
  accepted: Accepted,
  settle: (packetId: string, signal: AbortSignal | undefined) => Promise<Settlement>,
): Sent {
  return { ...accepted, settled: (signal) => settle(accepted.packetId, signal) };
}
