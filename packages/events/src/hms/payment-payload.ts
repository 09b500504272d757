import { z } from "zod";
import { amount, identifier, instant } from "./fields.ts";

export const PAYMENT_STATUSES = ["pending", "paid", "refunded", "cancelled"] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** A fee that a citizen pays for a ticket. Card and account data never enter HMS Sync. */
export interface Payment {
  readonly id: number;
  readonly ticket_id: number;
  /** Decimal text with two digits after the point: `25.00`. */
  readonly amount: string;
  /** ISO 4217: `USD`. */
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly method?: "card" | "cash" | "transfer" | undefined;
  /** The payment provider's own number. */
  readonly reference?: string | undefined;
  /** RFC 3339. */
  readonly paid_at?: string | undefined;
}

/** Payload of the `payment.*` events. */
export interface PaymentPayload {
  readonly payment: Payment;
}

export const paymentPayload = z.object({
  payment: z.object({
    id: identifier,
    ticket_id: identifier,
    amount,
    currency: z
      .string()
      .length(3)
      .regex(/^[A-Z]{3}$/)
      .meta({ description: "three capital letters, such as USD" }),
    status: z.enum(PAYMENT_STATUSES),
    method: z.enum(["card", "cash", "transfer"]).optional(),
    reference: z.string().max(64).optional(),
    paid_at: instant.optional(),
  }),
});
