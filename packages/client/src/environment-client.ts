import { type Client, createClient } from "./create-client.ts";

const DEFAULT_URL = "http://127.0.0.1:8787";

let made: { readonly url: string; readonly key: string | undefined; readonly client: Client } | undefined;

/** The client for `HMS_SYNC_URL` and `HMS_SYNC_KEY`; made once, and again when they change. */
export function environmentClient(): Client {
  const url = process.env["HMS_SYNC_URL"] || DEFAULT_URL;
  const key = process.env["HMS_SYNC_KEY"] || undefined;
  if (made?.url !== url || made.key !== key) {
    // requests under way on the old connections end by themselves; idle connections do not keep a process alive
    made = { url, key, client: createClient({ url, ...(key !== undefined && { key }) }) };
  }
  return made.client;
}
