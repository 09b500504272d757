import {
  type Binding,
  type Connector,
  isHmsSyncError,
  type LayoutField,
  type LocalHub,
  type RecordProblem,
  setLocalHub,
  type Transport,
} from "@hms-sync/connector-api";
import { afterEach, describe, expect, it } from "vitest";
import { createConnector } from "./create-connector.ts";
import { constant, defineMapping } from "./define-mapping.ts";

interface View {
  readonly ticket: {
    readonly id: number;
    readonly fee: string;
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
    readonly "SLOT.APPT_TIME": Texts | ((event: View) => string);
    readonly CUST_NAME: Texts | ((event: View) => string);
    readonly FEE?: "ticket.fee" | ((event: View) => number | string | null | undefined);
    readonly ACTION?: Texts | "ticket.data.office" | ((event: View) => string | null | undefined);
  };
  readonly drop: "ticket.data.ssn" | "ticket.data.phone";
}

function field(path: string, more: Partial<LayoutField> = {}): LayoutField {
  return {
    path,
    offset: 0,
    length: 4,
    picture: "X(4)",
    usage: "DISPLAY",
    kind: "text",
    width: 4,
    optional: false,
    ...more,
  };
}

const binding: Binding<View, unknown, Fields> = {
  event: "appointment.created",
  eventVersion: 1,
  needs: "full",
  map: () => ({}),
  codec: {
    layout: {
      record: "APPT-REC",
      length: 20,
      fields: [
        field("APPT_NUM", { kind: "number", digits: 9, scale: 0 }),
        field("SLOT", { picture: "" }),
        field("SLOT.APPT_TIME", { width: 16 }),
        field("CUST_NAME"),
        field("FEE", { kind: "decimal", digits: 5, scale: 1, optional: true }),
        field("ACTION", { width: 1, optional: true }),
        field("LINES.CODE", { occurs: [3], optional: true }),
      ],
    },
    encode: () => new Uint8Array(),
    decode: () => ({}),
  },
  framing: "none",
  reads: ["ticket.id"],
  fits: {
    APPT_NUM: ["ticket.id"],
    "SLOT.APPT_TIME": ["ticket.data.time", "ticket.data.customer_name"],
    CUST_NAME: ["ticket.data.time", "ticket.data.customer_name"],
    FEE: ["ticket.fee"],
    ACTION: ["ticket.data.time", "ticket.data.customer_name", "ticket.data.office"],
  },
  pii: {
    allowed: { "ticket.data.customer_name": "needed at the counter" },
    dropped: ["ticket.data.phone", "ticket.data.ssn"],
  },
  contract: "0123456789ab",
};

const event = {
  ticket: {
    id: 42,
    fee: "12.25",
    data: { time: "2024-04-02T09:00:00", customer_name: "Anna Baker", ssn: "SECRET" },
  },
};
const context = {
  packet: { id: "p", event: "appointment.created", key: "ticket:42", occurredAt: "", baseVersion: 0 },
};
const options = { id: "dmv_mainframe", protocol: "ftp", endpoint: "ftp://10.2.3.4/inbox" } as const;

function hub() {
  const registered: Connector[] = [];
  const tested: Connector[] = [];
  setLocalHub({
    register: async (connector) => void registered.push(connector),
    testConnection: async (connector) => {
      tested.push(connector);
      return { ok: true, steps: [] };
    },
    transportFor: async (protocol) => ({
      protocol,
      supports: { batch: { max: 1 }, lateAck: false, idempotent: "by-name", order: "per-key", probe: true },
      create: () => ({}) as Transport,
    }),
  } as Partial<LocalHub> as LocalHub);
  return { registered, tested };
}

afterEach(() => setLocalHub(undefined));

async function problemsOf(save: () => Promise<void>): Promise<string[]> {
  try {
    await save();
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_MAP_INVALID")) throw error;
    return error.problems.map(({ code, path, message }: RecordProblem) => `${code} ${path} ${message}`);
  }
  return [];
}

/** Rules that the compiler refuses, as plain JavaScript may give them. */
interface Untyped {
  addMapping(rule: object): Untyped;
  save(): Promise<void>;
}
const untyped = () => createConnector(binding, options) as unknown as Untyped;

const complete = () =>
  createConnector(binding, options)
    .addMapping({ hms: "ticket.id", ext: "APPT_NUM" })
    .addMapping({ hms: "ticket.data.time", ext: "SLOT.APPT_TIME", transform: (value) => value.slice(0, 16) })
    .addMapping({ hms: "ticket.data.customer_name", ext: "CUST_NAME", overflow: "truncate" });

describe("a connector in code", () => {
  it("registers with the hub and maps by its rules", async () => {
    const { registered } = hub();
    await complete()
      .addMapping({ hms: "ticket.fee", ext: "FEE", overflow: "round" })
      .addMapping({ ext: "ACTION", constant: "A" })
      .addMapping({ hms: "ticket.data.ssn", ext: "NONE", action: "drop" })
      .save();
    expect(registered).toHaveLength(1);
    const [made] = registered[0]!.bindings;
    expect(made!.map(event, context)).toEqual({
      APPT_NUM: 42,
      SLOT: { APPT_TIME: "2024-04-02T09:00" },
      CUST_NAME: "Anna",
      FEE: "12.3",
      ACTION: "A",
    });
    expect(made!.reads).toEqual(["ticket.data.customer_name", "ticket.data.time", "ticket.fee", "ticket.id"]);
    expect(made!.pii).toEqual({
      allowed: { "ticket.data.customer_name": "needed at the counter" },
      dropped: ["ticket.data.phone", "ticket.data.ssn"],
    });
  });

  it("drops personal data that it may send and does not map", async () => {
    const { registered } = hub();
    await createConnector(binding, options)
      .addMapping({ hms: "ticket.id", ext: "APPT_NUM" })
      .addMapping({ hms: "ticket.data.time", ext: "SLOT.APPT_TIME" })
      .addMapping({ hms: "ticket.data.time", ext: "CUST_NAME" })
      .save();
    expect(registered[0]!.bindings[0]!.pii).toEqual({
      allowed: {},
      dropped: ["ticket.data.customer_name", "ticket.data.phone", "ticket.data.ssn"],
    });
  });

  it("turns dedupe on with one word, and takes its policy", async () => {
    const { registered } = hub();
    const rules = complete();
    await rules.save();
    await createConnector(binding, { ...options, dedupe: true, policy: { order: { key: "none" } } })
      .addMappings({
        fields: {
          APPT_NUM: "ticket.id",
          "SLOT.APPT_TIME": "ticket.data.time",
          CUST_NAME: "ticket.data.time",
        },
        drop: { "ticket.data.ssn": true, "ticket.data.phone": true },
      })
      .save();
    expect(registered.map(({ policy }) => [policy.dedupe, policy.order.key])).toEqual([
      [false, "entity"],
      [{ by: "packet" }, "none"],
    ]);
  });

  it("has a contract that changes with its rules", async () => {
    const { registered } = hub();
    await complete().save();
    await complete().save();
    await complete().addMapping({ ext: "ACTION", constant: "A" }).save();
    const [first, second, third] = registered.map(({ bindings }) => bindings[0]!.contract);
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it("tests its connection before it has rules", async () => {
    const { registered, tested } = hub();
    expect(await createConnector(binding, options).testConnection()).toEqual({ ok: true, steps: [] });
    expect([registered.length, tested[0]?.id]).toEqual([0, "dmv_mainframe"]);
  });

  it("says to package the connector when no hub runs in this process", async () => {
    for (const act of [() => complete().save(), () => complete().testConnection()]) {
      await expect(act()).rejects.toMatchObject({
        code: "HMS_PLG_NO_LOCAL_HUB",
        hint: expect.stringContaining("package the connector"),
      });
    }
  });

  it("passes the faults of its options on", async () => {
    hub();
    const broken = createConnector(binding, { ...options, id: "?" });
    await expect(broken.testConnection()).rejects.toMatchObject({ code: "HMS_CFG_INVALID" });
  });
});

describe("save", () => {
  it("gives every fault of the rules at once, with the generator's codes", async () => {
    const problems = await problemsOf(() =>
      untyped()
        .addMapping({ hms: "ticket.idd", ext: "APPT_NUM" })
        .addMapping({ hms: "ticket.data.time", ext: "APPT_TIEM" })
        .addMapping({ hms: "ticket.id", ext: "CUST_NAME" })
        .addMapping({ hms: "ticket.data.ssn", ext: "CUST_NAME" })
        .addMapping({ hms: "ticket.data.time", ext: "ACTION", overflow: "round" })
        .addMapping({ ext: "FEE", constant: "free" })
        .addMapping({ hms: "ticket.data.time", ext: "LINES.CODE" })
        .addMapping({ hms: "ticket.data.time", action: "drop" })
        .save(),
    );
    expect(problems).toEqual([
      "HMS_MAP_UNKNOWN_FIELD APPT_TIEM APPT-REC has no such field, did you mean SLOT.APPT_TIME?",
      "HMS_MAP_TYPE ACTION is text, which cannot be rounded: choose reject or truncate",
      "HMS_MAP_TYPE FEE takes a number",
      "HMS_MAP_TABLE LINES.CODE stands in a table, and a rule in code gives one value",
      "HMS_MAP_UNKNOWN_PATH ticket.idd appointment.created has no such path for this record, did you mean ticket.id?",
      "HMS_MAP_TYPE ticket.id does not fit CUST_NAME, which takes ticket.data.time, ticket.data.customer_name; a transform may stand between",
      "HMS_MAP_PII ticket.data.ssn is personal data that the manifest does not allow to be sent",
      "HMS_MAP_DUPLICATE CUST_NAME has two rules",
      "HMS_MAP_DUPLICATE ticket.data.time is dropped and mapped",
      "HMS_MAP_MISSING SLOT.APPT_TIME APPT-REC needs a value for it",
    ]);
  });

  it("refuses personal data even through a transform", async () => {
    const problems = await problemsOf(() =>
      untyped()
        .addMapping({ hms: "ticket.data.ssn", ext: "ACTION", transform: (value: string) => value.slice(-1) })
        .save(),
    );
    expect(problems).toContain(
      "HMS_MAP_PII ticket.data.ssn is personal data that the manifest does not allow to be sent",
    );
  });

  it("names each field without a value, and no group, table or field with a VALUE", async () => {
    const problems = await problemsOf(() => createConnector(binding, options).save());
    expect(problems.map((problem) => problem.split(" ").slice(0, 2).join(" "))).toEqual([
      "HMS_MAP_MISSING APPT_NUM",
      "HMS_MAP_MISSING SLOT.APPT_TIME",
      "HMS_MAP_MISSING CUST_NAME",
    ]);
  });

  it("takes a field by its short name where only one has it", async () => {
    hub();
    const rules = untyped()
      .addMapping({ hms: "ticket.id", ext: "APPT_NUM" })
      .addMapping({ hms: "ticket.data.time", ext: "APPT_TIME" })
      .addMapping({ hms: "ticket.data.time", ext: "CUST_NAME" });
    expect(await problemsOf(() => rules.save())).toEqual([]);
  });

  it("refuses a constant without room", async () => {
    const problems = await problemsOf(() => complete().addMapping({ ext: "ACTION", constant: "ADD" }).save());
    expect(problems).toEqual(["HMS_MAP_TOO_LONG ACTION is 1 wide, and the constant has 3 characters"]);
  });
});

describe("an object map", () => {
  const mapping = defineMapping<Fields>({
    fields: {
      APPT_NUM: "ticket.id",
      "SLOT.APPT_TIME": (seen) => seen.ticket.data.time.slice(0, 16),
      CUST_NAME: (seen) => JSON.stringify(seen).slice(0, 200),
      ACTION: constant("A"),
    },
    drop: { "ticket.data.ssn": true, "ticket.data.phone": true },
  });

  it("maps as the chain does, and its functions never see what is dropped", async () => {
    const { registered } = hub();
    await createConnector(binding, options).addMappings(mapping).save();
    const [made] = registered[0]!.bindings;
    const record = made!.map(event, context) as Record<string, string>;
    expect(record).toMatchObject({ APPT_NUM: 42, SLOT: { APPT_TIME: "2024-04-02T09:00" }, ACTION: "A" });
    expect(record["CUST_NAME"]).toContain("Anna Baker");
    expect(record["CUST_NAME"]).not.toContain("SECRET");
  });

  it("takes functions in a chain too, with their overflow", async () => {
    const { registered } = hub();
    await createConnector(binding, options)
      .addMapping({ hms: (seen) => seen.ticket.id + 1, ext: "APPT_NUM" })
      .addMapping({ hms: (seen) => seen.ticket.data.time, ext: "SLOT.APPT_TIME", overflow: "truncate" })
      .addMapping({ hms: "ticket.data.time", ext: "CUST_NAME" })
      .save();
    expect(registered[0]!.bindings[0]!.map(event, context)).toMatchObject({
      APPT_NUM: 43,
      SLOT: { APPT_TIME: "2024-04-02T09:00" },
    });
  });

  it("reads every path when it has functions, since nobody can say what they read", async () => {
    const { registered } = hub();
    await createConnector(binding, options).addMappings(mapping).save();
    expect(registered[0]!.bindings[0]!.reads).toContain("ticket.data.office");
  });
});
