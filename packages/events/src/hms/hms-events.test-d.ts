import type { EventDefinition, HmsEvents as Registry } from "@hms-sync/connector-api";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import {
  type AppointmentPayload,
  Board,
  defineEvent,
  type HmsEvents,
  type PaymentPayload,
  type Pii,
  pii,
} from "../index.ts";
import type { paymentPayload } from "./payment-payload.ts";
import type { appointmentPayload, TicketPayload, ticketPayload } from "./ticket-payload.ts";

describe("HmsEvents", () => {
  it("names the payload of each HMS event, through either package", () => {
    expectTypeOf<HmsEvents["appointment.created"]>().toEqualTypeOf<AppointmentPayload>();
    expectTypeOf<Registry["payment.cancelled"]>().toEqualTypeOf<PaymentPayload>();
    expectTypeOf<keyof Registry>().not.toEqualTypeOf<string>();
    // @ts-expect-error there is no such event
    type _Missing = HmsEvents["appointment.craeted"];
  });

  it("has payload types that the schemas give, and no others", () => {
    expectTypeOf<z.output<typeof appointmentPayload>>().toExtend<AppointmentPayload>();
    expectTypeOf<AppointmentPayload>().toExtend<z.output<typeof appointmentPayload>>();
    expectTypeOf<z.output<typeof ticketPayload>>().toExtend<TicketPayload>();
    expectTypeOf<TicketPayload>().toExtend<z.output<typeof ticketPayload>>();
    expectTypeOf<z.output<typeof paymentPayload>>().toExtend<PaymentPayload>();
    expectTypeOf<PaymentPayload>().toExtend<z.output<typeof paymentPayload>>();
    expectTypeOf<keyof z.output<typeof appointmentPayload>["ticket"]["data"]>().toEqualTypeOf<
      keyof AppointmentPayload["ticket"]["data"]
    >();
    expectTypeOf<keyof z.output<typeof ticketPayload>["ticket"]>().toEqualTypeOf<
      keyof TicketPayload["ticket"]
    >();
    expectTypeOf<keyof z.output<typeof paymentPayload>["payment"]>().toEqualTypeOf<
      keyof PaymentPayload["payment"]
    >();
  });
});

describe("Board", () => {
  it("gives tickets that are payloads of the appointment events", () => {
    const board = new Board("DMV Appointments");
    const ticket = board.add({
      title: "9 AM Slot",
      data: { time: "2024-04-02T09:00", customer_name: "Anna Baker" },
    });
    expectTypeOf({ ticket }).toExtend<AppointmentPayload>();
    expectTypeOf({
      ticket: board.update(1, { data: { time: "2024-04-02T10:00" } }),
    }).toExtend<AppointmentPayload>();
    // @ts-expect-error an appointment needs its citizen
    board.add({ title: "9 AM Slot", data: { time: "2024-04-02T09:00" } });
    // @ts-expect-error a ticket has no such data
    board.add({ title: "x", data: { time: "2024-04-02T09:00", customer_name: "Anna Baker", colour: "red" } });
  });
});

describe("pii", () => {
  it("lets plain values in and out, and keeps the mark", () => {
    expectTypeOf<string>().toExtend<Pii<string>>();
    expectTypeOf<Pii<string>>().toExtend<string>();
    expectTypeOf<z.output<ReturnType<typeof pii<z.ZodString>>>>().toEqualTypeOf<Pii<string>>();
  });
});

describe("defineEvent", () => {
  it("infers name and payload", () => {
    const event = defineEvent("permit.issued", {
      entity: "permit",
      key: "permit.id",
      version: 1,
      schema: z.object({ permit: z.object({ id: z.int(), holder: pii(z.string()) }) }),
    });
    expectTypeOf(event).toEqualTypeOf<
      EventDefinition<"permit.issued", { permit: { id: number; holder: Pii<string> } }>
    >();
  });
});
