import { z } from "zod";
import { type Pii, pii } from "../pii.ts";
import { identifier, instant, localDateTime } from "./fields.ts";

export const TICKET_STATUSES = ["open", "in_progress", "done", "cancelled"] as const;

export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** A document that a citizen uploaded to a ticket. */
export interface TicketDocument {
  /** `license`, `proof_of_address`, … */
  readonly type: string;
  /** The number HMS filed it under. */
  readonly number: string;
}

/** What a ticket is about. */
export interface TicketData {
  /** On the office's own clock: `2024-04-02T09:00`. */
  readonly time?: string | undefined;
  readonly customer_name?: Pii<string> | undefined;
  /** Social security number, `123-45-6789`. */
  readonly ssn?: Pii<string> | undefined;
  readonly phone?: Pii<string> | undefined;
  readonly email?: Pii<string> | undefined;
  readonly office?: string | undefined;
  readonly service?: string | undefined;
  readonly note?: string | undefined;
  readonly documents?: readonly TicketDocument[] | undefined;
}

/** What a ticket with an appointment is about: its time and its citizen are known. */
export interface AppointmentData extends TicketData {
  readonly time: string;
  readonly customer_name: Pii<string>;
}

/** A ticket as its events carry it: always whole, never only the change. */
export interface Ticket<Data extends TicketData = TicketData> {
  /** Whole, from 1; given by the board. */
  readonly id: number;
  readonly title: string;
  readonly status?: TicketStatus | undefined;
  /** Title of the board the ticket is on. */
  readonly board?: string | undefined;
  readonly data: Data;
  /** RFC 3339. */
  readonly created_at?: string | undefined;
  readonly updated_at?: string | undefined;
}

/** Payload of the `ticket.*` events. */
export interface TicketPayload {
  readonly ticket: Ticket;
}

/** Payload of the `appointment.*` events. */
export interface AppointmentPayload {
  readonly ticket: Ticket<AppointmentData>;
}

const customerName = pii(z.string().min(1).max(120));

const ticketData = z.object({
  time: localDateTime.optional(),
  customer_name: customerName.optional(),
  ssn: pii(
    z
      .string()
      .regex(/^\d{3}-\d{2}-\d{4}$/)
      .max(11)
      .meta({ description: "nine digits as 3-2-4 joined by hyphens" }),
  ).optional(),
  phone: pii(z.string().max(32)).optional(),
  email: pii(z.email().max(254)).optional(),
  office: z.string().max(40).optional(),
  service: z.string().max(60).optional(),
  note: z.string().max(500).optional(),
  documents: z
    .array(z.object({ type: z.string().min(1).max(40), number: z.string().min(1).max(40) }))
    .max(20)
    .readonly()
    .optional(),
});

const appointmentData = ticketData.extend({ time: localDateTime, customer_name: customerName });

const ticketMembers = {
  id: identifier,
  title: z.string().min(1).max(200),
  status: z.enum(TICKET_STATUSES).optional(),
  board: z.string().max(200).optional(),
  created_at: instant.optional(),
  updated_at: instant.optional(),
};

export const ticketPayload = z.object({ ticket: z.object({ ...ticketMembers, data: ticketData }) });

export const appointmentPayload = z.object({ ticket: z.object({ ...ticketMembers, data: appointmentData }) });
