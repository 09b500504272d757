import type { ErrorCode } from "./errors/codes.ts";

/**
 * The outside system's answer to one message, as a transport reports it.
 *
 * A transport that cannot tell throws instead: a throw means *the outcome is unknown* and the hub probes or shows
 * `in_doubt`.
 */
export type Ack =
  | {
      /** The outside system has it and answered for good. */
      readonly status: "delivered";
      readonly reference?: string;
    }
  | {
      /** The outside system has it; its own answer follows later. */
      readonly status: "accepted";
      readonly reference?: string;
    }
  | {
      /** Refused: sending the same bytes again would not help. */
      readonly status: "rejected";
      readonly code?: ErrorCode;
      readonly reason: string;
      readonly reference?: string;
    }
  | {
      /** Certainly not delivered; worth another try. */
      readonly status: "retry";
      readonly code: ErrorCode;
      readonly reason: string;
      /** Wait asked for by the outside system, in ms; the retry schedule decides otherwise. */
      readonly afterMs?: number;
      /** `auth` pauses the connector at once, so a wrong password is tried exactly once. */
      readonly pause?: "auth";
    };

/** What a look at the outside system tells about a message whose outcome is unknown. */
export type ProbeResult =
  | { readonly status: "present"; readonly reference?: string }
  | { readonly status: "absent" }
  | { readonly status: "unknown"; readonly reason: string };

/** A file in which the outside system answers, in its bytes. */
export interface AnswerFile {
  readonly name: string;
  /** Size in bytes and modification time: a file with the same name and fingerprint is read once. */
  readonly fingerprint: string;
  readonly bytes: Uint8Array;
  /** Archives, deletes or keeps the file as the connector's `ack.then` says. Called after the answers are durable. */
  settle(signal: AbortSignal): Promise<void>;
}
