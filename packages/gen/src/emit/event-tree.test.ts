import type { EventPath } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { eventTree, printAccess, printEventType } from "./event-tree.ts";

const leaf = (path: string, rest: Partial<EventPath> = {}): EventPath => ({
  path,
  type: "string",
  optional: false,
  pii: false,
  ...rest,
});

describe("printAccess", () => {
  it("reads through a parent that is always there", () => {
    const tree = eventTree([leaf("ticket.id"), leaf("ticket.note", { optional: true })]);
    expect(printAccess(tree, "ticket.id")).toBe("event.ticket.id");
    expect(printAccess(tree, "ticket.note")).toBe("event.ticket.note");
  });

  it("reads with care through a parent whose every leaf may be absent", () => {
    const tree = eventTree([leaf("ticket.id"), leaf("ticket.data.note", { optional: true })]);
    expect(printAccess(tree, "ticket.data.note")).toBe("event.ticket.data?.note");
  });

  it("quotes names that are no identifiers", () => {
    const tree = eventTree([leaf("a-b.c-d"), leaf("x.y-z", { optional: true })]);
    expect(printAccess(tree, "a-b.c-d")).toBe('event["a-b"]["c-d"]');
    expect(printAccess(tree, "x.y-z")).toBe('event.x?.["y-z"]');
  });
});

describe("printEventType", () => {
  it("says which members may be absent, and leaves lists out", () => {
    const tree = eventTree([
      leaf("ticket.id", { type: "integer" }),
      leaf("ticket.status", { enum: ["open", "done"], optional: true }),
      leaf("ticket.data.note", { optional: true }),
      leaf("ticket.tags", { each: "ticket.tags" }),
    ]);
    expect(printEventType(tree, 0)).toBe(`{
  readonly ticket: {
    readonly id: number;
    readonly status?: "open" | "done" | null | undefined;
    readonly data?: {
      readonly note?: string | null | undefined;
    } | null | undefined;
  };
}`);
  });
});
