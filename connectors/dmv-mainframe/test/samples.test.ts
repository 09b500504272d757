import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hmsEvents } from "@hms-sync/events";
import { describe, expect, it } from "vitest";
import { connector } from "../generated/dmv.connector.gen.ts";

const SAMPLES = path.join(import.meta.dirname, "../samples");

interface Sample {
  readonly event: string;
  readonly payload: unknown;
}

const names = readdirSync(SAMPLES)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, -".json".length));

function bindingOf(event: string): (typeof connector.bindings)[number] {
  const binding = connector.bindings.find((candidate) => candidate.event === event);
  if (binding === undefined) throw new Error(`no binding for ${event}`);
  return binding;
}

function rowOf({ event, payload }: Sample): unknown {
  const validated = hmsEvents.find((definition) => definition.name === event)!.validate(payload);
  if (!validated.ok) throw new Error(`the sample is no ${event}`);
  const packet = { id: "p", event, key: "ticket:1", occurredAt: "2024-04-01T12:00:00.000Z", baseVersion: 0 };
  return bindingOf(event).map(validated.value, { packet });
}

describe.each(names)("the sample %s", (name) => {
  const sample: Sample = JSON.parse(readFileSync(path.join(SAMPLES, `${name}.json`), "utf8"));
  const expected = readFileSync(path.join(SAMPLES, `${name}.expected`));

  it("becomes exactly the bytes that lie beside it", () => {
    const bytes = bindingOf(sample.event).codec.encode(rowOf(sample));
    expect(Buffer.from(bytes).toString("hex")).toBe(expected.toString("hex"));
  });

  it("reads back as the row that was written", () => {
    expect(bindingOf(sample.event).codec.decode(expected)).toMatchObject(rowOf(sample) as object);
  });
});

describe("the connector", () => {
  it("has a sample for every event", () => {
    const events = names.map(
      (name) => JSON.parse(readFileSync(path.join(SAMPLES, `${name}.json`), "utf8")).event,
    );
    expect(events.sort()).toEqual(connector.bindings.map((binding) => binding.event).sort());
  });

  it("reads the answer file that lies beside the samples", () => {
    const { codec, accepted, match, reason } = connector.policy.ack;
    const answer = codec!.decode(readFileSync(path.join(SAMPLES, "answer-refused.dat")));
    expect(answer).toEqual({
      ANS_APPT_NUM: 42,
      ANS_ACTION: "A",
      ANS_STATUS: "NO",
      ANS_REASON: "SLOT ALREADY TAKEN",
    });
    expect(Object.keys(match!)).toEqual(["ANS_APPT_NUM"]);
    expect(accepted).toEqual({ ANS_STATUS: ["OK"] });
    expect(reason).toBe("ANS_REASON");
  });
});
