import { HmsSyncError, isHmsSyncError, type TransportContext } from "@hms-sync/connector-api";
import type { Client } from "basic-ftp";
import { type FtpSession, type ServerTraits, sessionWords } from "./ftp-session.ts";
import { guarded } from "./guard.ts";
import type { LoginGate, LoginRole } from "./login-gate.ts";
import { isAnswer, networkError } from "./network-error.ts";
import { connectClient, login } from "./open-client.ts";
import type { FtpTarget } from "./options.ts";
import { turns } from "./turns.ts";

/** A session unused for longer is asked whether it is still there before it is trusted with an upload, in ms. */
const TRUSTED_IDLE_MS = 1_000;

/** One control connection that is kept between calls: login and TLS cost more than most uploads. */
export class FtpConnection {
  readonly #target: FtpTarget;
  readonly #context: TransportContext;
  readonly #gate: LoginGate;
  readonly #role: LoginRole;
  #client: Client | undefined;
  #traits: ServerTraits = { measures: undefined, dates: undefined };
  #usedAt = 0;
  readonly #turns = turns();
  readonly #end = new AbortController();

  constructor(target: FtpTarget, context: TransportContext, gate: LoginGate, role: LoginRole) {
    this.#target = target;
    this.#context = context;
    this.#gate = gate;
    this.#role = role;
  }

  /**
   * Gives the session to one task after the other: FTP knows one command at a time.
   *
   * @throws HMS_NET_CLOSED after `dispose`, the signal's reason when it aborted.
   */
  use<Result>(signal: AbortSignal, task: (session: FtpSession) => Promise<Result>): Promise<Result> {
    const either = AbortSignal.any([signal, this.#end.signal]);
    return this.#turns.take(either, () => task(this.#session(either)));
  }

  /** Ends the session; what runs on it fails. May be called twice. */
  dispose(): void {
    this.#end.abort(new HmsSyncError("HMS_NET_CLOSED", `the transport to ${this.#target.address} is closed`));
    this.#client?.close();
    this.#client = undefined;
  }

  #session(signal: AbortSignal): FtpSession {
    let reused = this.#isOpen();
    let unreachable: HmsSyncError | undefined;

    const run = async <Result>(
      doing: string,
      operation: (client: Client) => Promise<Result>,
    ): Promise<Result> => {
      const client = this.#client;
      if (client === undefined) throw new HmsSyncError("HMS_NET_CUT", `${doing}: the connection was lost`);
      try {
        return await guarded(client, signal, () => operation(client));
      } catch (error) {
        const failure = signal.aborted ? signal.reason : networkError(error, doing);
        if (!isAnswer(failure)) this.#lose(client);
        throw failure;
      } finally {
        this.#usedAt = this.#context.clock.monotonic();
      }
    };

    const open = async (): Promise<void> => {
      reused = false;
      try {
        await this.#open(signal);
        unreachable = undefined;
      } catch (error) {
        if (!signal.aborted && isHmsSyncError(error)) unreachable = error;
        throw error;
      }
    };

    return {
      signal,
      ...sessionWords(run, () => this.#traits, signal),
      get reused() {
        return reused;
      },
      get unreachable() {
        return unreachable;
      },
      ready: async () => {
        signal.throwIfAborted();
        if (!this.#isOpen()) return open();
        if (this.#context.clock.monotonic() - this.#usedAt < TRUSTED_IDLE_MS) return;
        try {
          await run("asking for a sign of life", (client) => client.send("NOOP"));
        } catch {
          signal.throwIfAborted();
          await open();
        }
      },
    };
  }

  async #open(signal: AbortSignal): Promise<void> {
    this.#client?.close();
    this.#client = undefined;
    const client = await this.#gate.pass(this.#role, signal, async () => {
      const connected = await connectClient(this.#target, this.#context, signal);
      await login(connected, this.#target, signal);
      return connected;
    });
    if (signal.aborted) client.close();
    signal.throwIfAborted();
    this.#client = client;
    this.#traits = { measures: undefined, dates: undefined };
    this.#usedAt = this.#context.clock.monotonic();
    this.#context.log("connection.opened", { address: this.#target.address, secure: this.#target.secure });
  }

  #isOpen(): boolean {
    return this.#client !== undefined && !this.#client.closed;
  }

  #lose(client: Client): void {
    client.close();
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#context.log("connection.lost", { address: this.#target.address });
  }
}
