import type { EventDefinition, HmsEvents } from "@hms-sync/connector-api";
import { defineEvent } from "../define-event.ts";
import type { EventSchema } from "../event-schema.ts";
import { type PaymentPayload, paymentPayload } from "./payment-payload.ts";
import {
  type AppointmentPayload,
  appointmentPayload,
  type TicketPayload,
  ticketPayload,
} from "./ticket-payload.ts";

declare module "@hms-sync/connector-api" {
  interface HmsEvents {
    "appointment.created": AppointmentPayload;
    "appointment.updated": AppointmentPayload;
    "appointment.cancelled": AppointmentPayload;
    "ticket.created": TicketPayload;
    "ticket.updated": TicketPayload;
    "ticket.status_changed": TicketPayload;
    "ticket.cancelled": TicketPayload;
    "payment.created": PaymentPayload;
    "payment.updated": PaymentPayload;
    "payment.cancelled": PaymentPayload;
  }
}

/** An appointment is a ticket with a time: both share the entity, so their order and their previous image. */
const aboutTicket = { entity: "ticket", key: "ticket.id", version: 1 } as const;
const aboutPayment = { entity: "payment", key: "payment.id", version: 1 } as const;

/** The events of HMS itself, as an event pack exports them. */
export const hmsEvents: readonly EventDefinition[] = Object.freeze([
  hmsEvent("appointment.created", { ...aboutTicket, schema: appointmentPayload }),
  hmsEvent("appointment.updated", { ...aboutTicket, schema: appointmentPayload }),
  hmsEvent("appointment.cancelled", { ...aboutTicket, schema: appointmentPayload }),
  hmsEvent("ticket.created", { ...aboutTicket, schema: ticketPayload }),
  hmsEvent("ticket.updated", { ...aboutTicket, schema: ticketPayload }),
  hmsEvent("ticket.status_changed", { ...aboutTicket, schema: ticketPayload }),
  hmsEvent("ticket.cancelled", { ...aboutTicket, schema: ticketPayload }),
  hmsEvent("payment.created", { ...aboutPayment, schema: paymentPayload }),
  hmsEvent("payment.updated", { ...aboutPayment, schema: paymentPayload }),
  hmsEvent("payment.cancelled", { ...aboutPayment, schema: paymentPayload }),
]);

/** The schema must give what `HmsEvents` promises for the name. */
function hmsEvent<const Name extends keyof HmsEvents & string>(
  name: Name,
  settings: {
    readonly entity: string;
    readonly key: string;
    readonly version: number;
    readonly schema: EventSchema<HmsEvents[Name]>;
  },
): EventDefinition<Name, HmsEvents[Name]> {
  return defineEvent(name, settings);
}
