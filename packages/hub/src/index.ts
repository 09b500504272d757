export type { Problem } from "./api/problem.ts";
export { DEFAULT_LISTEN, type HubServer, type ServeOptions, serveHub } from "./api/serve-hub.ts";
export {
  type ConnectorEntry,
  defineConfig,
  type HubConfig,
  type HubConfigFile,
} from "./config/hub-config.ts";
export { loadConfig } from "./config/load-config.ts";
export { createHub, type Hub } from "./hub.ts";
export { createHubLog, type HubLog, type HubLogOptions, type LogFields, silentLog } from "./hub-log.ts";
export {
  type ApiKey,
  DEFAULT_LIMITS,
  type FailedConnector,
  type HubLimits,
  type HubOptions,
  type Scope,
} from "./hub-options.ts";
export { type RunningHub, type StartOptions, startHub } from "./start-hub.ts";
export type { ConnectorView } from "./stream/connector-view.ts";
export type { PacketView } from "./stream/delivery-view.ts";
export type { DeliveryEvent } from "./stream/event-bus.ts";
