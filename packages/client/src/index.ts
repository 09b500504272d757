export { type Client, type ClientOptions, createClient } from "./create-client.ts";
export { replay } from "./replay.ts";
export type { Sent } from "./sent.ts";
export { type EventName, trigger, type UntypedEventName } from "./trigger.ts";
export type { ConnectorView, Health, PacketQuery, PacketView, Page } from "./views.ts";
