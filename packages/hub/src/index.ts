export { createHub, type Hub } from "./hub.ts";
export { type HubLog, type LogFields, silentLog } from "./hub-log.ts";
export {
  type ApiKey,
  DEFAULT_LIMITS,
  type FailedConnector,
  type HubLimits,
  type HubOptions,
  type Scope,
} from "./hub-options.ts";
export type { ConnectorView } from "./stream/connector-view.ts";
export type { PacketView } from "./stream/delivery-view.ts";
export type { DeliveryEvent } from "./stream/event-bus.ts";
