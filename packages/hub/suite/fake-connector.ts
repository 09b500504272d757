import { type MemoryTransport, memoryTransport } from "@hms-sync/conformance";
import {
  type AnyBinding,
  type Connector,
  HmsSyncError,
  type PolicyOverrides,
  type RecordLayout,
} from "@hms-sync/connector-api";
import { DEFAULT_POLICY, defineConnector, mergePolicy } from "@hms-sync/core";

/** One digit group and a name: enough of a record to be matched and to be refused. */
const LAYOUT: RecordLayout = {
  record: "APPT-REC",
  length: 29,
  fields: [field("APPT_NUM", 0, 9, "9(9)", "number"), field("CUST_NAME", 9, 20, "X(20)", "text")],
};

const ANSWER: RecordLayout = {
  record: "ANSWER-REC",
  length: 31,
  fields: [
    field("ANS_APPT_NUM", 0, 9, "9(9)", "number"),
    field("ANS_STATUS", 9, 2, "X(2)", "text"),
    field("ANS_REASON", 11, 20, "X(20)", "text"),
  ],
};

function field(
  path: string,
  offset: number,
  length: number,
  picture: string,
  kind: "text" | "number",
): RecordLayout["fields"][number] {
  return { path, offset, length, picture, usage: "DISPLAY", kind, optional: false };
}

type Payload = { ticket: { id: number; data: { customer_name?: string | undefined } } };

/** A binding as the generator makes it, by hand. A name of more than 20 characters does not fit. */
export function fakeBinding(event: string, overrides: Partial<AnyBinding> = {}): AnyBinding {
  return {
    event,
    eventVersion: 1,
    needs: "full",
    map: ({ ticket }: Payload) => ({ APPT_NUM: ticket.id, CUST_NAME: ticket.data.customer_name ?? "" }),
    codec: {
      layout: LAYOUT,
      encode: (row: { APPT_NUM: number; CUST_NAME: string }) => {
        if (row.CUST_NAME.length > 20) {
          throw new HmsSyncError("HMS_REC_INVALID", "the record APPT-REC has 1 fault", {
            problems: [{ path: "CUST_NAME", code: "HMS_REC_INVALID", message: "longer than 20 characters" }],
          });
        }
        return Buffer.from(String(row.APPT_NUM).padStart(9, "0") + row.CUST_NAME.padEnd(20));
      },
      decode: (bytes: Uint8Array) => ({
        APPT_NUM: Number(Buffer.from(bytes.subarray(0, 9)).toString()),
        CUST_NAME: Buffer.from(bytes.subarray(9)).toString().trimEnd(),
      }),
    },
    framing: "none",
    reads: ["ticket.id", "ticket.data.customer_name"],
    fits: {},
    pii: { allowed: { "ticket.data.customer_name": "needed at the counter" }, dropped: ["ticket.data.ssn"] },
    contract: "0123456789ab",
    ...overrides,
  };
}

export interface FakeConnectorOptions {
  readonly id?: string;
  readonly events?: readonly string[];
  readonly bindings?: readonly AnyBinding[];
  readonly policy?: PolicyOverrides;
  readonly transport?: MemoryTransport;
}

/** Retries without jitter, so that tests can name the times. */
const POLICY = mergePolicy(DEFAULT_POLICY, { retry: { jitter: 0 } });

/** A connector over a memory transport. */
export function fakeConnector(options: FakeConnectorOptions = {}): Connector {
  const events = options.events ?? ["appointment.created", "appointment.updated"];
  const factory = defineConnector(
    {
      id: options.id ?? "dmv_mainframe",
      protocol: "memory",
      endpoint: "memory:",
      bindings: options.bindings ?? events.map((event) => fakeBinding(event)),
      policy: POLICY,
    },
    options.transport ?? memoryTransport(),
  );
  return factory({ ...(options.policy !== undefined && { policy: options.policy }) });
}

/** Answers come in files of lines: number, OK or NO, reason. */
export const ANSWERS_IN_FILES: PolicyOverrides = {
  ack: {
    from: "file",
    folder: "/outbox",
    pattern: "*.ACK",
    codec: {
      layout: ANSWER,
      encode: () => new Uint8Array(),
      decode: (bytes) => {
        const text = Buffer.from(bytes).toString();
        return {
          ANS_APPT_NUM: Number(text.slice(0, 9)),
          ANS_STATUS: text.slice(9, 11).trim(),
          ANS_REASON: text.slice(11).trim(),
        };
      },
    },
    framing: "lf",
    match: { ANS_APPT_NUM: "APPT_NUM" },
    accepted: { ANS_STATUS: ["OK"] },
    reason: "ANS_REASON",
    pollMs: 2_000,
    deadlineMs: 3_600_000,
  },
};

/** The bytes of one such answer. */
export function answerLine(id: number, status: "OK" | "NO", reason = ""): Uint8Array {
  return Buffer.from(`${String(id).padStart(9, "0")}${status}${reason.padEnd(20)}\n`);
}
