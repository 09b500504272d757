export type { Ack, AnswerFile, ProbeResult } from "./ack.ts";
export type {
  AnyBinding,
  Binding,
  Framing,
  LayoutField,
  MapContext,
  RecordCodec,
  RecordLayout,
  RecordProblem,
} from "./binding.ts";
export { type Clock, systemClock } from "./clock.ts";
export type {
  AckPolicy,
  Connector,
  ConnectorDefinition,
  ConnectorFactory,
  ConnectorOptions,
  ConnectorPolicy,
  DedupePolicy,
  FilePolicy,
  OrderPolicy,
  PolicyOverrides,
  RetryPolicy,
  TransportOptions,
  TransportProvider,
} from "./connector.ts";
export {
  type Attempt,
  canMove,
  DELIVERY_MOVES,
  DELIVERY_STATES,
  type DeliveryAck,
  type DeliveryState,
  type DeliveryView,
  isFinal,
} from "./delivery.ts";
export type { CatalogueEntry } from "./errors/catalogue-entry.ts";
export { ERROR_CATALOGUE, type ErrorCode, isErrorCode } from "./errors/codes.ts";
export { type Finding, hasErrors, type SourceSpan } from "./errors/finding.ts";
export { type ErrorDetails, HmsSyncError, invariant, isHmsSyncError } from "./errors/hms-sync-error.ts";
export { nearestNames } from "./errors/nearest-names.ts";
export {
  type EventCatalogue,
  type EventChange,
  type EventDefinition,
  type EventPath,
  eventCatalogue,
  type PayloadFault,
  type ValidatedPayload,
} from "./events.ts";
export type { HmsEvents } from "./hms-events.ts";
export {
  type Accepted,
  type ConnectionTest,
  type LocalHub,
  localHub,
  type ReplayRequest,
  type ReplayResult,
  type Settlement,
  setLocalHub,
  type TriggerOptions,
} from "./local-hub.ts";
export type { DiffPacket, HmsPath, Json } from "./packet.ts";
export type {
  OutboundMessage,
  SendContext,
  Supports,
  TestStep,
  Transport,
  TransportContext,
  TransportLog,
} from "./transport.ts";
