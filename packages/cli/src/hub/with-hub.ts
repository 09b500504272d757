import type { Client } from "@hms-sync/client";
import type { Invocation } from "../command-line/invocation.ts";
import { usageError } from "../command-line/usage-error.ts";

const DEFAULT_URL = "http://127.0.0.1:8787";

/** A person waits for the answer: a hub that is just starting gets a moment, no more. */
const RETRY_DELAYS_MS = [200, 500];

/**
 * Calls the hub of `--url` and `--key` (or their environment variables) and closes the connections afterwards.
 *
 * @param keyOption name of the option that holds the key, where `--key` means something else
 * @throws HMS_CLI_USAGE when the address is no URL, HMS_NET_NO_HUB when none answers, and the hub's own errors.
 */
export async function withHub<Result>(
  invocation: Invocation,
  call: (hub: Client) => Promise<Result>,
  keyOption = "key",
): Promise<Result> {
  const { createClient } = await import("@hms-sync/client");
  const url = invocation.text("url") ?? DEFAULT_URL;
  const protocol = URL.parse(url)?.protocol;
  if (protocol !== "http:" && protocol !== "https:") {
    throw usageError(`--url ${url} is not an address of a hub`, `write it as ${DEFAULT_URL}`);
  }
  const key = invocation.text(keyOption);
  const retryDelaysMs = RETRY_DELAYS_MS;
  const hub = createClient({ url, retryDelaysMs, ...(key === undefined ? {} : { key }) });
  try {
    return await call(hub);
  } finally {
    await hub.close();
  }
}
