import type { TransportOptions } from "@hms-sync/connector-api";

/** A stand-in of the outside system, as the transport suite needs it. */
export interface SuiteWorld {
  /** What a transport is told to reach this world; the right password included. */
  readonly options: TransportOptions;
  /** What the outside system can see now: name and bytes. */
  visible(): ReadonlyMap<string, Uint8Array>;
  /** Anything else that a transport has left: temporary files; and what is missing, such as a marker. */
  leftovers(): readonly string[];
  /** Every moment, of all time, at which something incomplete was visible; empty when all is well. */
  incomplete(): readonly string[];
  /** Connections accepted so far. */
  connections(): number;
  /** Commands, requests or statements received so far. */
  steps(): number;
  /** Loses the connection at the step after `skip` others: before it is done, or after, instead of the answer. */
  cutAtStep(skip: number, when: "before" | "after"): void;
  /** Loses the connection after this many bytes of the next message; undefined when the protocol has no such moment. */
  readonly cutAfterBytes: ((bytes: number) => void) | undefined;
  /** Never answers the step after `skip` others. */
  hangAtStep(skip: number): void;
  /** Forgets cuts and hangs that did not happen. */
  calm(): void;
  goDown(): Promise<void>;
  comeUp(): Promise<void>;
  /** Wrong from now on for whoever uses the password in `options`. */
  refusePassword(): void;
  stop(): Promise<void>;
}
