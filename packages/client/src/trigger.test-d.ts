import type { ReplayResult, Settlement } from "@hms-sync/connector-api";
import { describe, expectTypeOf, it } from "vitest";
import { replay } from "./replay.ts";
import type { Sent } from "./sent.ts";
import { type EventName, trigger } from "./trigger.ts";

declare module "@hms-sync/connector-api" {
  interface HmsEvents {
    "permit.issued": { readonly permit: { readonly id: number; readonly holder: string } };
  }
}

describe("trigger", () => {
  it("types the payload by the event's name", () => {
    expectTypeOf(trigger("permit.issued", { permit: { id: 1, holder: "Anna Baker" } })).toEqualTypeOf<
      Promise<Sent>
    >();
    expectTypeOf<"permit.issued">().toExtend<EventName>();
    // @ts-expect-error the holder is missing
    void trigger("permit.issued", { permit: { id: 1 } });
    // @ts-expect-error the id is a number
    void trigger("permit.issued", { permit: { id: "1", holder: "Anna Baker" } });
    // @ts-expect-error the permit is missing
    void trigger("permit.issued", {});
  });

  it("refuses a misspelt name and takes one made at run time", () => {
    // @ts-expect-error no such event
    void trigger("permit.isued", { permit: { id: 1, holder: "Anna Baker" } });
    const name = `${"permit"}.issued` as string;
    void trigger(name, { anything: true });
  });

  it("gives what the outside systems said", () => {
    expectTypeOf<Sent["settled"]>().returns.toEqualTypeOf<Promise<Settlement>>();
    expectTypeOf(replay({ since: "24h" })).toEqualTypeOf<Promise<ReplayResult>>();
    // @ts-expect-error since when?
    void replay({ event: "permit.issued" });
  });
});
