import type { Binding } from "@hms-sync/connector-api";
import { constant, createConnector, defineMapping } from "@hms-sync/core";
import type { HmsEvents } from "@hms-sync/events";
import { describe, expectTypeOf, it } from "vitest";
import { appointmentCreatedToDmv } from "../../connectors/dmv-mainframe/generated/dmv.binding.gen.ts";
import type {
  AppointmentCreatedToDmv,
  AppointmentCreatedView,
  ApptRecValues,
} from "../../connectors/dmv-mainframe/generated/dmv.fields.gen.ts";
import { mapAppointmentCreated } from "../../connectors/dmv-mainframe/generated/dmv.mapping.gen.ts";
import type { ApptRec, ApptRecInput } from "../../connectors/dmv-mainframe/generated/dmv.record.gen.ts";

/** Every row of "what each layer promises" that is the compiler's: hand-written mappings over a generated binding. */

const drop = { "ticket.data.ssn": true, "ticket.data.phone": true, "ticket.data.email": true } as const;
const fields = {
  APPT_NUM: "ticket.id",
  APPT_TIME: "ticket.data.time",
  CUST_NAME: "ticket.data.customer_name",
} as const;
const options = { id: "dmv_mainframe", protocol: "ftp", endpoint: "ftp://10.2.3.4/inbox" } as const;
const dmv = createConnector(appointmentCreatedToDmv, options);

describe("a mapping as one object", () => {
  it("may be made of paths, functions and constants", () => {
    defineMapping<AppointmentCreatedToDmv>({
      fields: {
        ...fields,
        APPT_TIME: (event) => event.ticket.data.time.slice(0, 16),
        OFFICE: "ticket.data.office",
        SOURCE_SYSTEM: constant("HMS"),
        SLOT_MINUTES: constant(30),
        FEE_DUE: (event) => (event.ticket.data.office === undefined ? "25.00" : 12.5),
      },
      drop,
    });
  });

  it("refuses a path that the event does not have", () => {
    // @ts-expect-error tiem
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, APPT_TIME: "ticket.data.tiem" }, drop });
  });

  it("refuses a field that the record does not have", () => {
    // @ts-expect-error APPT_TIEM
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, APPT_TIEM: "ticket.data.time" }, drop });
  });

  it("refuses a value of another type", () => {
    // @ts-expect-error text into 9(9)
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, APPT_NUM: "ticket.title" }, drop });
    const id = (event: AppointmentCreatedView): number => event.ticket.id;
    // @ts-expect-error a number into X(16)
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, APPT_TIME: id }, drop });
    // @ts-expect-error a constant of text into 9(4)
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, SLOT_MINUTES: constant("30") }, drop });
  });

  it("refuses a value that may be absent where one is needed", () => {
    // @ts-expect-error an office may be absent
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, APPT_TIME: "ticket.data.office" }, drop });
    const note = (event: AppointmentCreatedView): string | null | undefined => event.ticket.data.note;
    // @ts-expect-error the function may give nothing
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, CUST_NAME: note }, drop });
  });

  it("refuses to leave a needed field out", () => {
    const { CUST_NAME: _, ...rest } = fields;
    // @ts-expect-error CUST_NAME
    defineMapping<AppointmentCreatedToDmv>({ fields: rest, drop });
  });

  it("refuses personal data, as a path and inside a function", () => {
    // @ts-expect-error ssn is personal data
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, OFFICE: "ticket.data.ssn" }, drop });
    // @ts-expect-error the function cannot see it either
    defineMapping<AppointmentCreatedToDmv>({ fields: { ...fields, OFFICE: (e) => e.ticket.data.ssn }, drop });
  });

  it("refuses to leave personal data undecided", () => {
    const { "ticket.data.ssn": _, ...undecided } = drop;
    // @ts-expect-error ssn is neither dropped nor allowed
    defineMapping<AppointmentCreatedToDmv>({ fields, drop: undecided });
  });
});

describe("a mapping in a chain of calls", () => {
  it("takes the seed's words", () => {
    dmv
      .addMapping({ hms: "ticket.id", ext: "APPT_NUM" })
      .addMapping({ hms: "ticket.data.time", ext: "APPT_TIME", transform: (value) => value.slice(0, 16) })
      .addMapping({ hms: "ticket.data.customer_name", ext: "CUST_NAME", overflow: "truncate" })
      .addMapping({ hms: "ticket.data.ssn", ext: "NONE", action: "drop" });
  });

  it("refuses a path that the event does not have", () => {
    // @ts-expect-error tiem
    dmv.addMapping({ hms: "ticket.data.tiem", ext: "APPT_TIME" });
  });

  it("refuses a field that the record does not have", () => {
    // @ts-expect-error APPT_TIEM
    dmv.addMapping({ hms: "ticket.data.time", ext: "APPT_TIEM" });
  });

  it("refuses a value of another type, and one that may be absent", () => {
    // @ts-expect-error text into 9(9)
    dmv.addMapping({ hms: "ticket.title", ext: "APPT_NUM" });
    // @ts-expect-error an office may be absent
    dmv.addMapping({ hms: "ticket.data.office", ext: "APPT_TIME" });
    // @ts-expect-error the transform gives a number where text is needed
    dmv.addMapping({ hms: "ticket.title", ext: "APPT_TIME", transform: (value) => value.length });
  });

  it("refuses personal data", () => {
    // @ts-expect-error ssn is personal data
    dmv.addMapping({ hms: "ticket.data.ssn", ext: "CUST_NAME" });
    // @ts-expect-error a title is no personal data and cannot be dropped as such
    dmv.addMapping({ hms: "ticket.title", ext: "NONE", action: "drop" });
  });
});

describe("a generated mapping", () => {
  type Created = HmsEvents["appointment.created"];

  it("takes the event as the event pack types it", () => {
    expectTypeOf<Created>().toExtend<AppointmentCreatedView>();
    expectTypeOf(appointmentCreatedToDmv).toEqualTypeOf<
      Binding<Created, ApptRecInput, AppointmentCreatedToDmv>
    >();
    expectTypeOf(mapAppointmentCreated).returns.toEqualTypeOf<ApptRecValues>();
    expectTypeOf<ApptRecValues>().toExtend<ApptRecInput>();
    expectTypeOf<ApptRec>().toExtend<ApptRecInput>();
  });

  it("stops the compiler when the event's type moves away from it", () => {
    type With<Data> = { readonly ticket: Omit<Created["ticket"], "data"> & { readonly data: Data } };
    type Data = Created["ticket"]["data"];
    const renamed = {} as With<Omit<Data, "time"> & { readonly starts: string }>;
    const retyped = {} as With<Omit<Data, "time"> & { readonly time: number }>;
    const optional = {} as With<Omit<Data, "time"> & { readonly time?: string | undefined }>;
    const newStatus = {} as { ticket: Omit<Created["ticket"], "status"> & { status: "postponed" } };
    // @ts-expect-error the path is gone
    mapAppointmentCreated(renamed);
    // @ts-expect-error the type is another
    mapAppointmentCreated(retyped);
    // @ts-expect-error the value may be absent now
    mapAppointmentCreated(optional);
    // @ts-expect-error a member of the enumeration that nobody checked for width
    mapAppointmentCreated(newStatus);
  });

  it("cannot see personal data that the manifest does not allow", () => {
    type Visible = keyof AppointmentCreatedView["ticket"]["data"];
    expectTypeOf<Visible>().toEqualTypeOf<"time" | "customer_name" | "office" | "service" | "note">();
  });
});
