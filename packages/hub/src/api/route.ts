import type { Hub } from "../hub.ts";
import type { Scope } from "../hub-options.ts";
import type { JsonSchema } from "./json-schema.ts";

/** A request whose parts were checked against the route's description. */
export interface ApiRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | number | undefined>>;
  /** Undefined when the request has no body. */
  readonly body: unknown;
  /** By its name in small letters. */
  header(name: string): string | undefined;
  /** Aborted when the one who asked is gone. */
  readonly signal: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON … */
  readonly body?: unknown;
  /** … or as it is, with its own content type. */
  readonly content?: { readonly type: string; readonly data: string | ReadableStream<Uint8Array> };
}

/** How a body is given. */
export interface BodyDescription {
  /** `any`: its shape is the event's, which is checked at the intake. */
  readonly schema: JsonSchema | "any";
  readonly required: boolean;
  readonly contentTypes: readonly string[];
}

export const JSON_BODY = ["application/json"] as const;

/** One address of the API: what is served, and how it is described, in one place. */
export interface Route {
  readonly method: "GET" | "POST";
  /** With `{name}` for parameters. */
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  /** Scope that a key needs; `open` needs no key. */
  readonly scope: Scope | "open";
  readonly query?: Readonly<Record<string, JsonSchema>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyDescription;
  /** What comes back when it worked, by status. */
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Statuses of problem documents besides those that every route may give. */
  readonly problems: readonly number[];
  handle(hub: Hub, request: ApiRequest): Promise<ApiAnswer>;
}

export interface AnswerDescription {
  readonly description: string;
  readonly schema?: JsonSchema;
  /** When it is not JSON. */
  readonly contentType?: string;
}
