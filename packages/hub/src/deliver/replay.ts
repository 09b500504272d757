import {
  DELIVERY_STATES,
  type DeliveryState,
  type EventCatalogue,
  HmsSyncError,
  isHmsSyncError,
  nearestNames,
  type RecordProblem,
  type ReplayRequest,
  type ReplayResult,
} from "@hms-sync/connector-api";
import { parseSince } from "@hms-sync/core";
import type { PacketFilter, Store } from "@hms-sync/store";
import type { HubLog } from "../hub-log.ts";
import { newId } from "../intake/new-id.ts";
import type { ConnectorWorker } from "./connector-worker.ts";

export interface ReplayOptions {
  readonly store: Store;
  readonly workers: ReadonlyMap<string, ConnectorWorker>;
  readonly events: EventCatalogue;
  readonly log: HubLog;
  readonly now: () => number;
}

/**
 * Sends deliveries again, as new ones linked to the old.
 *
 * The hub's own dedupe is not asked, since an operator does: `duplicateRisk` names the connectors whose outside system
 * cannot tell a repeat from a new message.
 *
 * @throws HMS_HUB_REQUEST with every fault of the request.
 */
export async function replayDeliveries(
  options: ReplayOptions,
  request: ReplayRequest,
): Promise<ReplayResult> {
  const { log, now, store, workers } = options;
  const at = now();
  const selection = { filter: filterOf(options, request, at), mode: request.mode ?? "remap" };
  const plan =
    request.dryRun === true
      ? await store.planReplay(selection)
      : await replayNow(options, selection, request, at);
  const result: ReplayResult = {
    replayId: newId(at),
    packets: plan.packets,
    deliveries: plan.deliveries,
    byConnector: plan.byConnector,
    duplicateRisk: Object.keys(plan.byConnector).filter(
      (id) => workers.get(id)?.connector.supports.idempotent === "none",
    ),
  };
  if (request.dryRun !== true) {
    const { replayId, packets, deliveries } = result;
    log.info({ replay: replayId, packets, deliveries, mode: selection.mode }, "replay.made");
  }
  return result;
}

async function replayNow(
  { store, workers }: ReplayOptions,
  selection: { filter: PacketFilter & { since: number }; mode: "as-sent" | "remap" },
  request: ReplayRequest,
  at: number,
): Promise<{ packets: number; deliveries: number; byConnector: Readonly<Record<string, number>> }> {
  const touched = [...workers.values()].filter(
    ({ connector }) => request.connector === undefined || connector.id === request.connector,
  );
  // from here on new rows are read from the store in order, those of the replay among them
  for (const worker of touched) worker.fallBehind();
  try {
    return await store.replay({ ...selection, at, contractOf: contractsFor(touched, request.event) });
  } finally {
    for (const worker of touched) worker.refill();
  }
}

/** A connector's mappings differ by event: without an event the worker says which it used when it sends. */
function contractsFor(
  workers: readonly ConnectorWorker[],
  event: string | undefined,
): Record<string, string> {
  const contracts: Record<string, string> = {};
  for (const { connector } of workers) {
    const binding = connector.bindings.find((candidate) => candidate.event === event);
    if (binding !== undefined) contracts[connector.id] = binding.contract;
  }
  return contracts;
}

function filterOf(
  { events, workers }: ReplayOptions,
  request: ReplayRequest,
  now: number,
): PacketFilter & { since: number } {
  const problems: RecordProblem[] = [];
  const known = (path: string, value: string | undefined, names: readonly string[]): void => {
    if (value === undefined || names.includes(value)) return;
    const near = nearestNames(value, names);
    problems.push({
      path,
      code: "HMS_HUB_REQUEST",
      message: near.length > 0 ? `is unknown: did you mean ${near.join(" or ")}?` : "is unknown",
    });
  };
  const time = (path: string, value: string | undefined): number | undefined => {
    try {
      return value === undefined ? undefined : parseSince(value, now);
    } catch (error) {
      if (!isHmsSyncError(error)) throw error;
      problems.push({ path, code: error.code, message: error.message });
      return undefined;
    }
  };

  known("event", request.event, events.names);
  known("connector", request.connector, [...workers.keys()]);
  known("state", request.state, DELIVERY_STATES);
  known("mode", request.mode, ["as-sent", "remap"]);
  const since = time("since", request.since);
  const until = time("until", request.until);
  if (problems.length > 0 || since === undefined) {
    const faults = problems.map(({ path, message }) => `${path} ${message}`).join("; ");
    throw new HmsSyncError("HMS_HUB_REQUEST", `the replay cannot be made: ${faults}`, { problems });
  }
  const { connector, event, key, state } = request;
  return {
    since,
    ...(event !== undefined && { event }),
    ...(connector !== undefined && { connector }),
    ...(key !== undefined && { key }),
    ...(state !== undefined && { state: state as DeliveryState }),
    ...(until !== undefined && { until }),
  };
}
