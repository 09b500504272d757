import { isHmsSyncError, type MapContext } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { paymentCreatedToRegistry, ticketUpdatedToRegistry } from "./nested-groups/expected/registry.binding.gen.ts";

/** What the golden code of nested-groups does when it runs. */

const context: MapContext = {
  packet: { id: "p", event: "e", key: "k:1", occurredAt: "2024-04-01T12:00:00.000Z", baseVersion: 0 },
};

describe("a generated mapping", () => {
  it("puts defaults and VALUEs in the place of what is absent", () => {
    const row = ticketUpdatedToRegistry.map({ ticket: { id: 7, title: "T".repeat(50), data: {} } }, context);
    expect(ticketUpdatedToRegistry.codec.decode(ticketUpdatedToRegistry.codec.encode(row))).toEqual({
      HEADER: { REC_KEY: "O'Brien \"quoted\"", REC_STATE: "?", REC_DATE: "€ 1" },
      APPOINTMENT: {
        APPT_NUM: 7n,
        APPT_STAMP: "",
        SUBJECT: { TITLE_TEXT: "T".repeat(40), NOTE: "-", OFFICE: "NONE" },
      },
      MONEY: { FEE: "-25.00", TAX: "1.5" },
      ORIGIN: "*/ HMS",
      BIG: 123456789012345678n,
      WHOLE_AMOUNT: 0,
      EXACT_AMOUNT: 0,
      COUNTS: [0, 0],
    });
  });

  it("runs transforms of the package and built-in ones, and cuts what is too long", () => {
    const data = { time: "2024-04-02T09:00", office: "0417", note: "n".repeat(30) };
    const row = ticketUpdatedToRegistry.map({ ticket: { id: 7, title: "T", status: "done", data } }, context);
    expect(row).toMatchObject({
      HEADER: { REC_KEY: "7@0417", REC_STATE: "D" },
      APPOINTMENT: { APPT_STAMP: "202404020900", SUBJECT: { NOTE: "n".repeat(20), OFFICE: "0417" } },
    });
  });

  const payment = { id: 3, ticket_id: 7, currency: "USD", status: "paid" } as const;

  it("keeps decimal text exact, and turns it into a number where the field takes one", () => {
    const row = paymentCreatedToRegistry.map({ payment: { ...payment, amount: "1234567.00" } }, context);
    expect(row).toMatchObject({ MONEY: { FEE: "1234567.00" }, WHOLE_AMOUNT: 34567, EXACT_AMOUNT: 1234567 });
  });

  it("leaves it to the record to refuse what does not fit", () => {
    const row = paymentCreatedToRegistry.map({ payment: { ...payment, amount: "12.50" } }, context);
    expect(() => paymentCreatedToRegistry.codec.encode(row)).toThrow(
      expect.toSatisfy((error: unknown) => {
        if (!isHmsSyncError(error, "HMS_REC_INVALID")) return false;
        return error.problems.map((problem) => problem.path).join() === "EXACT_AMOUNT";
      }),
    );
  });
});
