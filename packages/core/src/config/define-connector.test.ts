import {
  type AnyBinding,
  type ConnectorDefinition,
  type ConnectorOptions,
  isHmsSyncError,
  type RecordLayout,
  type Supports,
  systemClock,
  type Transport,
  type TransportOptions,
  type TransportProvider,
} from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../policy/default-policy.ts";
import { defineConnector } from "./define-connector.ts";

const supports: Supports = {
  batch: { max: 1 },
  lateAck: true,
  idempotent: "by-name",
  order: "per-key",
  probe: true,
};

function layout(record: string, ...paths: string[]): RecordLayout {
  const fields = paths.map((path) => ({
    path,
    offset: 0,
    length: 1,
    picture: "X",
    usage: "DISPLAY",
    kind: "text" as const,
    optional: false,
  }));
  return { record, length: paths.length, fields };
}

function codec(record: string, ...paths: string[]) {
  return { layout: layout(record, ...paths), encode: () => new Uint8Array(), decode: () => ({}) };
}

const binding = {
  event: "appointment.created",
  codec: codec("APPT-REC", "APPT_NUM", "APPT_TIME"),
} as unknown as AnyBinding;

const definition: ConnectorDefinition = {
  id: "dmv_mainframe",
  protocol: "ftp",
  endpoint: "env:DMV_ENDPOINT",
  password: "env:DMV_PASSWORD",
  bindings: [binding],
  policy: DEFAULT_POLICY,
  settings: { secure: "explicit", passive: true },
};

function provider(more: Partial<Supports> = {}): TransportProvider & { made: TransportOptions[] } {
  const made: TransportOptions[] = [];
  return {
    protocol: "ftp",
    supports: { ...supports, ...more },
    made,
    create(options) {
      made.push(options);
      return {} as Transport;
    },
  };
}

function faultsOf(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (!isHmsSyncError(error, "HMS_CFG_INVALID")) throw error;
    expect(error.message).toContain(`${error.problems.length} fault`);
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
}

const answers = {
  from: "file",
  folder: "/outbox",
  pattern: "*.ACK",
  codec: codec("ANSWER-REC", "ANS_NUM", "ANS_STATUS", "ANS_REASON"),
  match: { ANS_NUM: "APPT_NUM" },
  accepted: { ANS_STATUS: ["OK"] },
  reason: "ANS_REASON",
} as const;

describe("a connector factory", () => {
  it("takes the definition where the options say nothing", () => {
    const connector = defineConnector(definition, provider())();
    expect(connector).toMatchObject({
      apiVersion: 1,
      id: "dmv_mainframe",
      protocol: "ftp",
      bindings: [binding],
      policy: DEFAULT_POLICY,
      supports,
    });
  });

  it("lets options replace id, endpoint, settings and parts of the policy", () => {
    const transport = provider();
    const connector = defineConnector(
      definition,
      transport,
    )({
      id: "dmv_east",
      endpoint: "ftp://10.2.3.4/inbox",
      settings: { secure: "implicit" },
      policy: { retry: { delaysMs: [1_000] } },
    });
    connector.createTransport({
      connector: "dmv_east",
      clock: systemClock,
      log: () => {},
      resolveSecret: (text) => text,
    });
    expect(connector.id).toBe("dmv_east");
    expect(connector.policy.retry).toEqual({ ...DEFAULT_POLICY.retry, delaysMs: [1_000] });
    expect(transport.made).toMatchObject([
      { endpoint: "ftp://10.2.3.4/inbox", settings: { secure: "implicit", passive: true } },
    ]);
  });

  it("resolves references only when the transport is made, and each time anew", () => {
    const transport = provider();
    const connector = defineConnector(definition, transport)();
    for (const suffix of ["one", "two"]) {
      connector.createTransport({
        connector: connector.id,
        clock: systemClock,
        log: () => {},
        resolveSecret: (reference) => `${reference}=${suffix}`,
      });
    }
    expect(transport.made.map(({ endpoint, password }) => [endpoint, password])).toEqual([
      ["env:DMV_ENDPOINT=one", "env:DMV_PASSWORD=one"],
      ["env:DMV_ENDPOINT=two", "env:DMV_PASSWORD=two"],
    ]);
  });

  it("gives every fault of its options at once, each with its place and the nearest right name", () => {
    const options = {
      id: "9 lives",
      endpoint: "",
      pasword: "x",
      password: 7,
      policy: {
        retrys: {},
        order: { key: "entitty" },
        retry: { delaysMs: [0, 1], jitter: 2, maxAgeMs: -1 },
        file: { name: "A.DAT", marker: "/done" },
        dedupe: { by: [] },
        ack: { pollMs: Number.NaN },
      },
    } as unknown as ConnectorOptions;
    expect(faultsOf(() => defineConnector(definition, provider())(options))).toEqual([
      "pasword: is unknown: did you mean password?",
      "password: expected a reference such as env:DMV_PASSWORD or file:/run/secrets/dmv",
      "policy.retrys: is unknown: did you mean retry?",
      "id: expected up to 64 letters, digits, _ and -, the first a letter",
      "endpoint: expected a URL or a reference such as env:DMV_ENDPOINT",
      "policy.order.key: expected entity or none, did you mean entity?",
      "policy.dedupe.by: expected packet, or a list of HMS paths",
      "policy.retry.delays[0]: expected a duration longer than 0",
      "policy.retry.jitter: expected a number from 0 to 1",
      "policy.retry.maxAge: expected a duration longer than 0",
      "policy.file.name: two deliveries would get the same name: add {packetId}, {deliveryId} or {seq:6}",
      "policy.file.marker: expected a suffix of letters, digits, dots, _ and -, such as .done",
      "policy.ack.poll: expected a duration longer than 0",
    ]);
  });

  it.each([
    [{ policy: { retry: 3 } }, "policy.retry: expected names with values"],
    [{ policy: [] }, "policy: expected groups of settings"],
    [{ settings: "x" }, "settings: expected names with values"],
  ])("refuses options of another form: %j", (options, fault) => {
    expect(faultsOf(() => defineConnector(definition, provider())(options as ConnectorOptions))).toContain(
      fault,
    );
  });

  it("never shows a password in a fault", () => {
    const make = () => defineConnector(definition, provider())({ password: "SECRET", id: "?" });
    expect(faultsOf(make).join()).not.toContain("SECRET");
  });

  it("refuses a transport of another protocol, no event, and one event twice", () => {
    const broken = { ...definition, protocol: "sftp", bindings: [binding, binding] };
    expect(faultsOf(defineConnector(broken, provider()))).toEqual([
      "protocol: the connector speaks sftp, the transport given speaks ftp",
      "bindings: appointment.created is bound twice",
    ]);
    expect(faultsOf(defineConnector({ ...definition, bindings: [] }, provider()))).toEqual([
      "bindings: expected at least one event",
    ]);
  });
});

describe("a policy that the transport cannot honour", () => {
  it("is refused for order", () => {
    expect(faultsOf(defineConnector(definition, provider({ order: "none" })))).toEqual([
      "policy.order.key: ftp keeps no order: write none",
    ]);
  });

  it("is refused for answers after the send", () => {
    const make = () =>
      defineConnector(definition, provider({ lateAck: false }))({ policy: { ack: answers } });
    expect(faultsOf(make)).toEqual([
      "policy.ack.from: ftp brings no answers after a message was sent: write transport",
    ]);
  });
});

describe("answers from a file", () => {
  it("are accepted when everything is there", () => {
    expect(defineConnector(definition, provider())({ policy: { ack: answers } }).policy.ack).toMatchObject(
      answers,
    );
  });

  it("need a folder, a pattern, a layout, a match and accepted values", () => {
    expect(
      faultsOf(() =>
        defineConnector(definition, provider())({ policy: { ack: { from: "file", match: {} } } }),
      ),
    ).toEqual(
      ["folder", "pattern", "layout", "match", "accepted"].map(
        (part) => `policy.ack.${part}: is required for answers from a file`,
      ),
    );
  });

  it("name only fields that the records have", () => {
    const ack = {
      ...answers,
      match: { ANS_NUMB: "APT_NUM" },
      accepted: { ANS_STAT: ["OK"] },
      reason: "ANS_REASN",
    };
    expect(faultsOf(() => defineConnector(definition, provider())({ policy: { ack } }))).toEqual([
      "policy.ack.match: ANSWER-REC has no field ANS_NUMB, did you mean ANS_NUM?",
      "policy.ack.accepted: ANSWER-REC has no field ANS_STAT, did you mean ANS_STATUS?",
      "policy.ack.reason: ANSWER-REC has no field ANS_REASN, did you mean ANS_REASON?",
      "policy.ack.match: APPT-REC has no field APT_NUM, did you mean APPT_NUM?",
    ]);
  });
});
