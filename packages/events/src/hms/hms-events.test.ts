import { eventCatalogue, isHmsSyncError } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { Board } from "./board.ts";
import { hmsEvents } from "./hms-events.ts";

const catalogue = eventCatalogue(hmsEvents);

function validate(event: string, payload: unknown) {
  return catalogue.get(event)!.validate(payload);
}

const data = { time: "2024-04-02T09:00", customer_name: "Anna Baker" };

describe("the HMS events", () => {
  it("cover tickets, appointments and payments from creation to cancellation", () => {
    expect(catalogue.names).toEqual([
      "appointment.cancelled",
      "appointment.created",
      "appointment.updated",
      "payment.cancelled",
      "payment.created",
      "payment.updated",
      "ticket.cancelled",
      "ticket.created",
      "ticket.status_changed",
      "ticket.updated",
    ]);
  });

  it("share the ticket's key, so that they share its order", () => {
    const about = hmsEvents
      .filter(({ name }) => !name.startsWith("payment."))
      .map(({ entity, key }) => `${entity} ${key}`);
    expect(new Set(about)).toEqual(new Set(["ticket ticket.id"]));
  });

  it("mark who a citizen is as personal data", () => {
    const marked = catalogue.get("appointment.created")!.paths.filter((leaf) => leaf.pii);
    expect(marked.map(({ path }) => path)).toEqual([
      "ticket.data.customer_name",
      "ticket.data.ssn",
      "ticket.data.phone",
      "ticket.data.email",
    ]);
  });

  it.each(["2024-04-02T09:00", "2024-02-29T23:59:59"])("take the local time %s", (time) => {
    expect(
      validate("appointment.created", { ticket: { id: 1, title: "x", data: { ...data, time } } }).ok,
    ).toBe(true);
  });

  it.each([
    "2023-02-29T09:00",
    "2024-04-02T09:00Z",
    "2024-04-02 09:00",
    "2024-04-02T24:00",
    "2024-04-02",
    "2024-04-02T09:00\n",
  ])("refuse the local time %j", (time) => {
    expect(
      validate("appointment.created", { ticket: { id: 1, title: "x", data: { ...data, time } } }),
    ).toMatchObject({
      ok: false,
      faults: [{ path: "ticket.data.time", code: "format" }],
    });
  });

  it.each([0, -1, 1.5, 2 ** 53, "1", null])("refuse the ticket number %j", (id) => {
    expect(validate("ticket.created", { ticket: { id, title: "x", data: {} } }).ok).toBe(false);
  });

  it("need a time and a citizen for an appointment, and not for a ticket", () => {
    const payload = { ticket: { id: 1, title: "x", data: {} } };
    expect(validate("ticket.created", payload).ok).toBe(true);
    expect(validate("appointment.created", payload)).toMatchObject({
      faults: [{ path: "ticket.data.time" }, { path: "ticket.data.customer_name" }],
    });
  });

  it.each(["25", "25.0", "025.00", "1e3", "-1.00", " 1.00"])("refuse the amount %j", (amount) => {
    const payment = { id: 1, ticket_id: 1, amount, currency: "USD", status: "paid" };
    expect(validate("payment.created", { payment })).toMatchObject({
      faults: [{ path: "payment.amount", message: "must be a decimal number as text, such as 12.30" }],
    });
  });
});

describe("a board", () => {
  it("numbers its tickets from 1, or from where it is told", () => {
    const board = new Board("DMV Appointments");
    expect([board.add({ title: "a", data }).id, board.add({ title: "b", data }).id]).toEqual([1, 2]);
    expect(new Board("DMV Appointments", { firstId: 42 }).add({ title: "a", data }).id).toBe(42);
  });

  it("gives tickets that are valid payloads as they are and as JSON", () => {
    const ticket = new Board("DMV Appointments").add({ title: "9 AM Slot", data });
    expect(validate("appointment.created", { ticket })).toMatchObject({
      ok: true,
      value: { ticket },
      stripped: [],
    });
    expect(JSON.parse(JSON.stringify(ticket))).toEqual({
      id: 1,
      title: "9 AM Slot",
      status: "open",
      board: "DMV Appointments",
      data,
    });
  });

  it("changes a ticket by giving a new one", () => {
    const board = new Board("DMV Appointments");
    const before = board.add({ title: "9 AM Slot", data });
    const after = board.update(before.id, { data: { time: "2024-04-02T10:00" } });
    expect(before.data.time).toBe("2024-04-02T09:00");
    expect(after).toMatchObject({ id: 1, data: { time: "2024-04-02T10:00", customer_name: "Anna Baker" } });
    expect(board.cancel(1).status).toBe("cancelled");
    expect(board.tickets).toHaveLength(1);
    expect(Object.isFrozen(after) && Object.isFrozen(after.data)).toBe(true);
  });

  it("says that it has no such ticket", () => {
    try {
      new Board("DMV Appointments").cancel(9);
      expect.unreachable();
    } catch (error) {
      expect(isHmsSyncError(error, "HMS_EVT_TICKET")).toBe(true);
    }
  });
});
