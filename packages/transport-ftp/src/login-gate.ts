import { type Clock, type HmsSyncError, isHmsSyncError } from "@hms-sync/connector-api";
import { turns } from "./turns.ts";

/** Who wants to log in: the connection that sends, or the one that looks for answers. */
export type LoginRole = "send" | "answers";

/**
 * Lets the connections of one transport log in one after the other and keeps a wrong password from being tried twice:
 * servers lock accounts.
 *
 * What the answers' connection was refused is handed to the next send, which reports it without a try of its own, so
 * that the connector pauses. After that a send tries whenever it is asked to, since an operator resumed it; the answers'
 * connection waits longer each time unless a send got in.
 */
export interface LoginGate {
  /** @throws HMS_NET_AUTH without a try when one would be too early. */
  pass<Result>(role: LoginRole, signal: AbortSignal, logIn: () => Promise<Result>): Promise<Result>;
}

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

export function loginGate(clock: Clock): LoginGate {
  let refused: { error: HmsSyncError; known: boolean; until: number; waitMs: number } | undefined;
  const { take } = turns();

  const attempt = async <Result>(role: LoginRole, logIn: () => Promise<Result>): Promise<Result> => {
    if (refused !== undefined && clock.now() < refused.until) {
      if (role === "answers") throw refused.error;
      if (!refused.known) {
        refused.known = true;
        throw refused.error;
      }
    }
    try {
      const result = await logIn();
      refused = undefined;
      return result;
    } catch (error) {
      if (isHmsSyncError(error, "HMS_NET_AUTH")) {
        const waitMs = Math.min((refused?.waitMs ?? FIRST_WAIT_MS / 2) * 2, LONGEST_WAIT_MS);
        refused = { error, known: role === "send", until: clock.now() + waitMs, waitMs };
      }
      throw error;
    }
  };

  return { pass: (role, signal, logIn) => take(signal, () => attempt(role, logIn)) };
}
