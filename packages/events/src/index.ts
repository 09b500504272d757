export type { HmsEvents } from "@hms-sync/connector-api";
export { defineEvent, type EventSettings } from "./define-event.ts";
export type { EventSchema, OutputOf } from "./event-schema.ts";
export { Board, type BoardOptions, type TicketChanges } from "./hms/board.ts";
export { hmsEvents } from "./hms/hms-events.ts";
export type { Payment, PaymentPayload, PaymentStatus } from "./hms/payment-payload.ts";
export type {
  AppointmentData,
  AppointmentPayload,
  Ticket,
  TicketData,
  TicketDocument,
  TicketPayload,
  TicketStatus,
} from "./hms/ticket-payload.ts";
export { type Pii, pii } from "./pii.ts";
