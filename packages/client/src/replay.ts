import { localHub, type ReplayRequest, type ReplayResult } from "@hms-sync/connector-api";
import { environmentClient } from "./environment-client.ts";

/**
 * Sends stored packets again, as new deliveries linked to the old ones; uses the same hub as `trigger`.
 *
 * @throws HMS_CFG_DURATION (over HTTP HMS_HUB_REQUEST) for a `since` or `until` that is neither a duration nor a time,
 * HMS_NET_NO_HUB.
 * @example
 * await replay({ event: "appointment.created", since: "24h" });
 */
export async function replay(request: ReplayRequest): Promise<ReplayResult> {
  return (localHub() ?? environmentClient()).replay(request);
}
