import { type Clock, HmsSyncError } from "@hms-sync/connector-api";
import { Pool } from "undici";
import { isUnreached, networkError } from "./network-error.ts";
import { problemError } from "./problem-error.ts";

/** One request to the hub. */
export interface HubRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** True when sending it twice has the effect of sending it once. */
  readonly repeatable: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Members that the answer must have; what answers without them is no hub. */
  readonly expects?: readonly string[];
  /** Longest wait for the answer, in ms. */
  readonly answerMs?: number;
  /** At most this many tries. */
  readonly tries?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RequesterOptions {
  readonly base: URL;
  readonly key: string | undefined;
  readonly retryDelaysMs: readonly number[];
  readonly clock: Clock;
  readonly random: () => number;
}

export interface Requester {
  /** The answer's JSON; undefined for an answer without one. */
  request<Body>(request: HubRequest): Promise<Body>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

const ANSWER_MS = 30_000;
/** A hub may ask for patience; nobody waits longer than this inside one call. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Sends requests over a few kept connections. Tries again while no hub answers and while it is busy (429, 503); a
 * request that may have had its effect already is only repeated when it is repeatable.
 */
export function createRequester(options: RequesterOptions): Requester {
  const { base, clock, retryDelaysMs } = options;
  const pool = new Pool(base.origin, { connections: 32 });
  const prefix = base.pathname.replace(/\/$/, "");

  async function send(hubRequest: HubRequest): Promise<Answer> {
    const body = hubRequest.body === undefined ? undefined : JSON.stringify(hubRequest.body);
    const response = await pool.request({
      method: hubRequest.method,
      path: prefix + hubRequest.path,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
        ...hubRequest.headers,
      },
      body: body ?? null,
      signal: hubRequest.signal ?? null,
      headersTimeout: hubRequest.answerMs ?? ANSWER_MS,
      bodyTimeout: ANSWER_MS,
    });
    const retryAfter = response.headers["retry-after"];
    return {
      status: response.statusCode,
      retryAfter: typeof retryAfter === "string" ? retryAfter : undefined,
      text: await response.body.text(),
    };
  }

  async function request<Body>(hubRequest: HubRequest): Promise<Body> {
    const tries = hubRequest.tries ?? retryDelaysMs.length + 1;
    for (let attempt = 1; ; attempt++) {
      const outcome = await send(hubRequest).catch((error: unknown) => {
        if (hubRequest.signal?.aborted === true) throw hubRequest.signal.reason;
        return { error };
      });
      const last = attempt >= tries;
      if ("error" in outcome) {
        const mayRepeat = hubRequest.repeatable || isUnreached(outcome.error);
        if (last || !mayRepeat) throw networkError(outcome.error, base.origin);
      } else if (last || (outcome.status !== 429 && outcome.status !== 503)) {
        return readAnswer<Body>(outcome, hubRequest, base.origin);
      }
      const asked = "error" in outcome ? undefined : retryAfterMs(outcome.retryAfter, clock.now());
      const waitMs = asked ?? retryDelaysMs[attempt - 1]! * (0.5 + options.random());
      await clock.sleep(Math.min(waitMs, LONGEST_WAIT_MS), hubRequest.signal);
    }
  }

  return { request, close: () => pool.close() };
}

function readAnswer<Body>(answer: Answer, hubRequest: HubRequest, origin: string): Body {
  if (answer.status < 200 || answer.status >= 300) throw problemError(answer.status, answer.text, origin);
  const body = parsed(answer.text);
  const lacks = (hubRequest.expects ?? []).some(
    (name) => typeof body !== "object" || body === null || !(name in body),
  );
  if (!lacks) return body as Body;
  throw new HmsSyncError("HMS_NET_NOT_A_HUB", `what answers at ${origin} is not an HMS Sync hub`, {
    meta: { origin, status: answer.status },
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
