import { folderWith, linkPackages } from "./run-binary.ts";

/** A hub's configuration in code: one connector for two events; the second message to it fails twice, and is then
 * dead. Ticket 9 hangs on its way. */
const CONFIG = `
import { memoryTransport } from "@hms-sync/conformance";
import { DEFAULT_POLICY, defineConnector } from "@hms-sync/core";

const layout = { record: "ROW", length: 3, fields: [] };
const binding = (event: string) => ({
  event,
  eventVersion: 1,
  needs: "full" as const,
  map: (payload: { ticket: { id: number } }) => payload.ticket.id,
  codec: {
    layout,
    encode: (id: number) => Buffer.from(String(id).padStart(3, "0")),
    decode: (bytes: Uint8Array) => Number(Buffer.from(bytes)),
  },
  framing: "none" as const,
  reads: ["ticket.id"],
  fits: {},
  pii: { allowed: {}, dropped: [] },
  contract: "0123456789ab",
});
const provider = memoryTransport();
provider.script(
  { do: "hang", when: (message) => String(Buffer.from(message.bytes)) === "009" },
  { do: "deliver" },
  { do: "retry", times: 2, reason: "the window is shut" },
);
const memory = defineConnector(
  {
    id: "memory",
    protocol: "memory",
    endpoint: "memory://here",
    bindings: [binding("appointment.created"), binding("appointment.updated")],
    policy: { ...DEFAULT_POLICY, retry: { delaysMs: [1], jitter: 0, maxAgeMs: 60_000 } },
  },
  provider,
);
export default { listen: "127.0.0.1:0", connectors: [memory()] };
`;

/** A payload that the hub takes. */
export function ticketPayload(id: number): string {
  return JSON.stringify({
    ticket: { id, title: "9 AM Slot", data: { time: "2024-04-02T09:00", customer_name: "Anna Baker" } },
  });
}

/** A folder to start that hub in, with a payload per ticket: `ticket-1.json` and `ticket-2.json`. */
export function memoryHubFolder(): ReturnType<typeof folderWith> {
  const folder = folderWith({
    "hms-sync.config.ts": CONFIG,
    "package.json": '{ "type": "module" }',
    "ticket-1.json": ticketPayload(1),
    "ticket-2.json": ticketPayload(2),
  });
  linkPackages(folder);
  return folder;
}
