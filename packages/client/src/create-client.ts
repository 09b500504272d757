import { randomUUID } from "node:crypto";
import {
  type Accepted,
  type Clock,
  type ConnectionTest,
  type DeliveryView,
  HmsSyncError,
  type ReplayRequest,
  type ReplayResult,
  systemClock,
  type TriggerOptions,
} from "@hms-sync/connector-api";
import { createRequester, type HubRequest } from "./http/create-requester.ts";
import { type Sent, sentWith } from "./sent.ts";
import { settlePacket } from "./settle-packet.ts";
import type { ConnectorView, Health, PacketQuery, PacketView, Page } from "./views.ts";

/** Which hub, and what the client may use of the machine. */
export interface ClientOptions {
  /** `http://127.0.0.1:8787`; a path in front of `/v1` is kept. */
  readonly url: string;
  /** One of the keys in the hub's configuration. */
  readonly key?: string;
  /** Waits between tries while no hub answers or it is busy, in ms; by default 200 ms, 1 s and 3 s. Empty: one try. */
  readonly retryDelaysMs?: readonly number[];
  readonly clock?: Clock;
  /** 0 to 1; spreads the waits. */
  readonly random?: () => number;
  /** Makes idempotency keys. */
  readonly newId?: () => string;
}

/** A hub over HTTP. Every method throws HMS_NET_NO_HUB when none answers, and the hub's own errors with their codes. */
export interface Client {
  /** The hub's address. */
  readonly url: string;
  /** Resolves when the packet is durable. */
  trigger(event: string, payload: unknown, options?: TriggerOptions): Promise<Sent>;
  replay(request: ReplayRequest, signal?: AbortSignal): Promise<ReplayResult>;
  /** Newest first. */
  packets(query?: PacketQuery, signal?: AbortSignal): Promise<Page<PacketView>>;
  packet(id: string, signal?: AbortSignal): Promise<PacketView>;
  /** Tries a rejected, dead or doubtful delivery again. */
  retry(deliveryId: string): Promise<DeliveryView>;
  discard(deliveryId: string): Promise<DeliveryView>;
  connectors(signal?: AbortSignal): Promise<readonly ConnectorView[]>;
  testConnector(id: string, signal?: AbortSignal): Promise<ConnectionTest>;
  pauseConnector(id: string): Promise<ConnectorView>;
  resumeConnector(id: string): Promise<ConnectorView>;
  drainConnector(id: string): Promise<ConnectorView>;
  /** Never throws for a hub that does not answer: it is not live then. */
  health(signal?: AbortSignal): Promise<Health>;
  /** Ends idle connections, and those in use when they are done. */
  close(): Promise<void>;
}

/** A connection test tries every step with its own time limit; draining waits for what is being sent. */
const SLOW_ANSWER_MS = 120_000;

/**
 * A client for one hub over HTTP, for programs that name their hub themselves. `trigger` and `replay` of this package
 * need none.
 *
 * @throws HMS_CFG_INVALID when the address is no HTTP URL.
 */
export function createClient(options: ClientOptions): Client {
  const { clock = systemClock, newId = randomUUID } = options;
  const { request, close } = createRequester({
    base: baseUrl(options.url),
    key: options.key,
    retryDelaysMs: options.retryDelaysMs ?? [200, 1_000, 3_000],
    clock,
    random: options.random ?? Math.random,
  });
  const get = <Body>(path: string, signal?: AbortSignal): Promise<Body> =>
    request<Body>({ method: "GET", path, repeatable: true, signal });
  const post = <Body>(path: string, more: Partial<HubRequest> = {}): Promise<Body> =>
    request<Body>({ method: "POST", path, repeatable: false, ...more });
  const packet = (id: string, signal?: AbortSignal): Promise<PacketView> =>
    get(`/v1/packets/${encodeURIComponent(id)}`, signal);
  const onDelivery = (id: string, action: string): Promise<DeliveryView> =>
    post(`/v1/deliveries/${encodeURIComponent(id)}/${action}`);
  const onConnector = (id: string, action: string): Promise<ConnectorView> =>
    post(`/v1/connectors/${encodeURIComponent(id)}/${action}`, { answerMs: SLOW_ANSWER_MS });

  return Object.freeze({
    url: options.url,
    async trigger(event: string, payload: unknown, triggerOptions: TriggerOptions = {}) {
      const accepted = await post<Accepted>(`/v1/events/${encodeURIComponent(event)}`, {
        repeatable: true,
        headers: triggerHeaders(event, triggerOptions, newId),
        body: payload,
        expects: ["packetId", "deliveries"],
        signal: triggerOptions.signal,
      });
      return sentWith(accepted, (id, signal) => settlePacket(() => packet(id, signal), clock, signal));
    },
    replay: (replayRequest: ReplayRequest, signal?: AbortSignal) =>
      post<ReplayResult>("/v1/replays", { body: replayRequest, expects: ["replayId"], signal }),
    packets: (query: PacketQuery = {}, signal?: AbortSignal) =>
      get<Page<PacketView>>(`/v1/packets${queryText(query)}`, signal),
    packet,
    retry: (id: string) => onDelivery(id, "retry"),
    discard: (id: string) => onDelivery(id, "discard"),
    connectors: async (signal?: AbortSignal) =>
      (await get<Page<ConnectorView>>("/v1/connectors", signal)).items,
    testConnector: (id: string, signal?: AbortSignal) =>
      post<ConnectionTest>(`/v1/connectors/${encodeURIComponent(id)}/test`, {
        answerMs: SLOW_ANSWER_MS,
        expects: ["steps"],
        signal,
      }),
    pauseConnector: (id: string) => onConnector(id, "pause"),
    resumeConnector: (id: string) => onConnector(id, "resume"),
    drainConnector: (id: string) => onConnector(id, "drain"),
    async health(signal?: AbortSignal) {
      const answers = async (path: string): Promise<boolean> => {
        try {
          await request({ method: "GET", path, repeatable: false, tries: 1, signal });
          return true;
        } catch (error) {
          if (signal?.aborted === true) throw error;
          return false;
        }
      };
      const live = await answers("/healthz");
      return { live, ready: live && (await answers("/readyz")) };
    },
    close,
  });
}

function baseUrl(url: string): URL {
  const base = URL.parse(url);
  if (base !== null && (base.protocol === "http:" || base.protocol === "https:")) return base;
  throw new HmsSyncError("HMS_CFG_INVALID", "the hub's address is not an http or https URL", {
    hint: "Write it as http://127.0.0.1:8787, in HMS_SYNC_URL or --url.",
  });
}

/** Time and source travel as CloudEvents attributes (CloudEvents 1.0, HTTP protocol binding, binary mode). */
function triggerHeaders(event: string, options: TriggerOptions, newId: () => string): Record<string, string> {
  const idempotencyKey = options.idempotencyKey ?? newId();
  const headers: Record<string, string> = { "idempotency-key": idempotencyKey };
  if (options.occurredAt === undefined && options.source === undefined) return headers;
  headers["ce-specversion"] = "1.0";
  headers["ce-id"] = idempotencyKey;
  headers["ce-type"] = event;
  headers["ce-source"] = encodeURI(options.source ?? "hms");
  if (options.occurredAt !== undefined) headers["ce-time"] = options.occurredAt;
  return headers;
}

function queryText(query: PacketQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
