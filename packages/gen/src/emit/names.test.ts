import { describe, expect, it } from "vitest";
import { baseName, eventNames, pascalCase } from "./names.ts";

describe("baseName", () => {
  it.each([
    ["dmv.connector.yaml", "dmv"],
    ["a/b/county-clerk.connector.yml", "county-clerk"],
    ["C:\\work\\clerk.yaml", "clerk"],
  ])("of %s is %s", (file, base) => {
    expect(baseName(file)).toBe(base);
  });
});

describe("pascalCase", () => {
  it("makes a name of every text", () => {
    expect(["appointment.status_changed", "dmv-east", "1st"].map(pascalCase)).toEqual([
      "AppointmentStatusChanged",
      "DmvEast",
      "_1st",
    ]);
  });
});

describe("eventNames", () => {
  it("ties event and connector", () => {
    expect(eventNames("appointment.created", "dmv")).toMatchObject({
      view: "AppointmentCreatedView",
      fields: "AppointmentCreatedToDmv",
      map: "mapAppointmentCreated",
      binding: "appointmentCreatedToDmv",
    });
  });
});
