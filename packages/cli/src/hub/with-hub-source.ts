import path from "node:path";
import type { Client } from "@hms-sync/client";
import type { Invocation } from "../command-line/invocation.ts";
import type { HubSource } from "./hub-source.ts";
import { withHub } from "./with-hub.ts";

/**
 * Reads from the folder that `--data` names, else from the hub.
 *
 * @throws HMS_STO_NO_STORE when the folder holds no store; else as `withHub`.
 */
export async function withHubSource<Result>(
  invocation: Invocation,
  read: (source: HubSource) => Promise<Result>,
): Promise<Result> {
  const folder = invocation.text("data");
  if (folder === undefined) return await withHub(invocation, (hub) => read(sourceOf(hub)));
  const { openDataFolder } = await import("./open-data-folder.ts");
  const { session } = invocation;
  const source = await openDataFolder(path.resolve(session.folder, folder), session.clock);
  try {
    return await read(source);
  } finally {
    await source.close();
  }
}

function sourceOf(hub: Client): HubSource {
  return { ...hub, name: hub.url };
}
