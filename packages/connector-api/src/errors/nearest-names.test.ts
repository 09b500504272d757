import { describe, expect, it } from "vitest";
import { nearestNames } from "./nearest-names.ts";

const paths = [
  "ticket.id",
  "ticket.title",
  "ticket.created_at",
  "ticket.data.time",
  "ticket.data.customer_name",
];

describe("nearestNames", () => {
  it("finds a path with two letters swapped", () => {
    expect(nearestNames("ticket.data.tiem", paths)[0]).toBe("ticket.data.time");
  });
  it("finds another spelling of the same words", () => {
    expect(nearestNames("ticket.data.customerName", paths)[0]).toBe("ticket.data.customer_name");
  });
  it("finds a path with a parent left out", () => {
    expect(nearestNames("ticket.time", paths)[0]).toBe("ticket.data.time");
  });
  it("finds a path under the wrong parent", () => {
    expect(nearestNames("ticket.data.createdAt", paths)[0]).toBe("ticket.created_at");
  });
  it("offers nothing when nothing is near", () => {
    expect(nearestNames("payment.amount", paths)).toEqual([]);
  });
  it("compares plain names", () => {
    expect(nearestNames("trucate", ["reject", "truncate", "round"])).toEqual(["truncate"]);
  });
});
