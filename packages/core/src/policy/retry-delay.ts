import type { RetryPolicy } from "@hms-sync/connector-api";

/**
 * The wait before the next try, in ms, after `attempt` tries were made (1 after the first); undefined when the
 * schedule is used up.
 *
 * `random` gives 0 to 1 and spreads the wait by the policy's jitter in both directions, so that deliveries that failed
 * together do not come back together.
 */
export function retryDelayMs(
  policy: Pick<RetryPolicy, "delaysMs" | "jitter">,
  attempt: number,
  random: () => number,
): number | undefined {
  const delayMs = policy.delaysMs[attempt - 1];
  if (delayMs === undefined) return undefined;
  return Math.round(delayMs * (1 + policy.jitter * (2 * random() - 1)));
}
