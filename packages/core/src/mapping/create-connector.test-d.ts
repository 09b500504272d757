import type { Binding, ConnectionTest } from "@hms-sync/connector-api";
import { describe, expectTypeOf, it } from "vitest";
import { isoToCompact } from "../transforms/iso-time.ts";
import { createConnector } from "./create-connector.ts";
import { constant, defineMapping } from "./define-mapping.ts";

interface View {
  readonly ticket: {
    readonly id: number;
    readonly data: {
      readonly time: string;
      readonly customer_name: string;
      readonly office?: string | null | undefined;
    };
  };
}
type Texts = "ticket.data.time" | "ticket.data.customer_name";

/** As the generator writes it. */
interface Fields {
  readonly event: View;
  readonly fields: {
    readonly APPT_NUM: "ticket.id" | ((event: View) => number);
    readonly APPT_TIME: Texts | ((event: View) => string);
    readonly OFFICE?: Texts | "ticket.data.office" | ((event: View) => string | null | undefined);
  };
  readonly drop: "ticket.data.ssn";
}

declare const binding: Binding<View, unknown, Fields>;
const options = {
  id: "dmv_mainframe",
  protocol: "ftp",
  endpoint: "ftp://10.2.3.4/inbox",
  dedupe: true,
} as const;
const dmv = createConnector(binding, options);

describe("addMapping", () => {
  it("takes paths that fit, in the seed's words", () => {
    const made = dmv
      .addMapping({ hms: "ticket.id", ext: "APPT_NUM" })
      .addMapping({ hms: "ticket.data.time", ext: "APPT_TIME", transform: (value) => value.slice(0, 16) })
      .addMapping({ hms: "ticket.data.time", ext: "APPT_TIME", transform: isoToCompact })
      .addMapping({ hms: "ticket.data.office", ext: "OFFICE" })
      .addMapping({ ext: "OFFICE", constant: "NORTH" })
      .addMapping({ hms: (event) => event.ticket.data.time.slice(0, 16), ext: "APPT_TIME" })
      .addMapping({ hms: "ticket.data.customer_name", ext: "OFFICE", overflow: "truncate" })
      .addMapping({ hms: "ticket.data.ssn", ext: "NONE", action: "drop" })
      .addMapping({ hms: "ticket.data.ssn", action: "drop" });
    expectTypeOf(made.save()).toEqualTypeOf<Promise<void>>();
    expectTypeOf(made.testConnection()).toEqualTypeOf<Promise<ConnectionTest>>();
  });

  it("types what a transform gets by its path, absent values included", () => {
    dmv.addMapping({
      hms: "ticket.data.time",
      ext: "APPT_TIME",
      transform: (value) => {
        expectTypeOf(value).toEqualTypeOf<string>();
        return value;
      },
    });
    dmv.addMapping({
      hms: "ticket.data.office",
      ext: "OFFICE",
      transform: (value) => {
        expectTypeOf(value).toEqualTypeOf<string | null | undefined>();
        return value;
      },
    });
  });

  it("refuses what does not fit", () => {
    // @ts-expect-error no such HMS path
    dmv.addMapping({ hms: "ticket.data.tiem", ext: "APPT_TIME" });
    // @ts-expect-error no such external field
    dmv.addMapping({ hms: "ticket.data.time", ext: "APPT_TIEM" });
    // @ts-expect-error text into a number
    dmv.addMapping({ hms: "ticket.data.time", ext: "APPT_NUM" });
    // @ts-expect-error may be absent, and the field needs a value
    dmv.addMapping({ hms: "ticket.data.office", ext: "APPT_TIME" });
    // @ts-expect-error personal data
    dmv.addMapping({ hms: "ticket.data.ssn", ext: "APPT_TIME" });
    // @ts-expect-error personal data, even through a transform
    dmv.addMapping({ hms: "ticket.data.ssn", ext: "APPT_TIME", transform: (value: string) => value });
    // @ts-expect-error only personal data is dropped
    dmv.addMapping({ hms: "ticket.data.time", action: "drop" });
    // @ts-expect-error the transform gives text, the field takes a number
    dmv.addMapping({ hms: "ticket.id", ext: "APPT_NUM", transform: (value) => String(value) });
    // @ts-expect-error the transform takes text that is always there
    dmv.addMapping({ hms: "ticket.data.office", ext: "OFFICE", transform: isoToCompact });
    // @ts-expect-error a number field takes no text
    dmv.addMapping({ ext: "APPT_NUM", constant: "A" });
    // @ts-expect-error no such overflow
    dmv.addMapping({ hms: "ticket.data.time", ext: "APPT_TIME", overflow: "cut" });
  });
});

describe("defineMapping", () => {
  it("takes paths, functions and constants", () => {
    const mapping = defineMapping<Fields>({
      fields: {
        APPT_NUM: "ticket.id",
        APPT_TIME: (event) => isoToCompact(event.ticket.data.time),
        OFFICE: constant("N"),
      },
      drop: { "ticket.data.ssn": true },
    });
    dmv.addMappings(mapping);
  });

  it("refuses a constant of another type", () => {
    defineMapping<Fields>({
      // @ts-expect-error a number field takes no text
      fields: { APPT_NUM: constant("A"), APPT_TIME: "ticket.data.time" },
      drop: { "ticket.data.ssn": true },
    });
  });

  it("refuses a missing field, a wrong path, and personal data that is not dropped", () => {
    defineMapping<Fields>({
      // @ts-expect-error APPT_TIME is missing
      fields: { APPT_NUM: "ticket.id" },
      drop: { "ticket.data.ssn": true },
    });
    defineMapping<Fields>({
      // @ts-expect-error no such path
      fields: { APPT_NUM: "ticket.id", APPT_TIME: "ticket.data.tiem" },
      drop: { "ticket.data.ssn": true },
    });
    defineMapping<Fields>({
      fields: { APPT_NUM: "ticket.id", APPT_TIME: "ticket.data.time" },
      // @ts-expect-error the social security number is not decided
      drop: {},
    });
    defineMapping<Fields>({
      // @ts-expect-error the view has no personal data
      fields: { APPT_NUM: "ticket.id", APPT_TIME: (event) => event.ticket.data.ssn },
      drop: { "ticket.data.ssn": true },
    });
  });
});
