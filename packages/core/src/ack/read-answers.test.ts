import { type AckPolicy, HmsSyncError, type LayoutField, type RecordCodec } from "@hms-sync/connector-api";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "../policy/default-policy.ts";
import { matchOfSent, matchText } from "./match.ts";
import { readAnswers } from "./read-answers.ts";

function field(path: string, offset: number, length: number, usage = "DISPLAY"): LayoutField {
  return {
    path,
    offset,
    length,
    picture: `X(${length})`,
    usage,
    kind: "text",
    width: length,
    optional: false,
  };
}

const fields = [field("ANS_NUM", 0, 6), field("ANS_STATUS", 6, 2), field("ANS_REASON", 8, 8)];

/** Number, status, reason: 16 bytes. */
const codec: RecordCodec<Readonly<Record<string, unknown>>> = {
  layout: { record: "ANSWER-REC", length: 16, fields },
  encode: () => new Uint8Array(),
  decode(bytes) {
    const text = new TextDecoder("latin1").decode(bytes);
    if (!/^\d{6}/.test(text)) {
      throw new HmsSyncError("HMS_REC_INVALID", "a record has 1 fault", {
        problems: [{ path: "ANS_NUM", code: "digits", message: "is not digits", offset: 0 }],
      });
    }
    return {
      ANS_NUM: Number(text.slice(0, 6)),
      ANS_STATUS: text.slice(6, 8),
      ANS_REASON: text.slice(8).trimEnd(),
    };
  },
};

const ack: AckPolicy = {
  ...DEFAULT_POLICY.ack,
  from: "file",
  codec,
  match: { ANS_NUM: "APPT_NUM" },
  accepted: { ANS_STATUS: ["OK"] },
  reason: "ANS_REASON",
};

const bytes = (text: string) => new TextEncoder().encode(text);

describe("answers", () => {
  it("match what was sent, whatever zeros, spaces and types stand in between", () => {
    expect(matchOfSent(ack, { APPT_NUM: "000042 " })).toBe("42");
    expect(readAnswers(ack, bytes("000042OK        ")).answers).toEqual([
      { match: "42", status: "delivered" },
    ]);
  });

  it("are rejections unless every accepted field has an accepted value", () => {
    expect(readAnswers(ack, bytes("000042NOTAKEN   000043ok        ")).answers).toEqual([
      { match: "42", status: "rejected", reason: "TAKEN" },
      { match: "43", status: "rejected" },
    ]);
    const two = { ...ack, accepted: { ANS_STATUS: ["OK", "02"], ANS_NUM: ["42"] } };
    expect(
      readAnswers(two, bytes("000042 2        000043OK        ")).answers.map(({ status }) => status),
    ).toEqual(["delivered", "rejected"]);
  });

  it("match by several fields without taking one for two", () => {
    const two = { ...ack, match: { ANS_NUM: "APPT_NUM", ANS_REASON: "PLACE.OFFICE" } };
    const [answer] = readAnswers(two, bytes("000042OKNORTH   ")).answers;
    expect(matchOfSent(two, { APPT_NUM: 42, PLACE: { OFFICE: "NORTH" } })).toBe(answer?.match);
    expect(matchOfSent(two, { APPT_NUM: 4, PLACE: { OFFICE: "2NORTH" } })).not.toBe(answer?.match);
  });

  it("are read where a record is broken, with the others' problems named without their bytes", () => {
    const read = readAnswers(ack, bytes("SECRETOK        000043OK        "));
    expect(read.answers).toEqual([{ match: "43", status: "delivered" }]);
    expect(read.problems).toEqual([
      { record: 1, code: "HMS_ACK_UNREADABLE", message: "ANS_NUM: is not digits" },
    ]);
    expect(JSON.stringify(read)).not.toContain("SECRET");
  });
});

describe("framing", () => {
  const numbers = (framing: AckPolicy["framing"], text: string, layout = codec.layout) => {
    const read = readAnswers({ ...ack, framing: framing!, codec: { ...codec, layout } }, bytes(text));
    return [
      ...read.answers.map(({ match }) => match),
      ...read.problems.map(({ record, message }) => `${record} ${message}`),
    ];
  };

  it("none: records stand back to back, and a rest is told", () => {
    expect(numbers("none", "000001OK        000002OK        ")).toEqual(["1", "2"]);
    expect(numbers("none", "000001OK        \n")).toEqual(["1"]);
    expect(numbers("none", "000001OK        0000")).toEqual([
      "1",
      "2 the file ends with 4 bytes, a record has 16",
    ]);
    expect(numbers("none", "")).toEqual([]);
  });

  it.each([
    ["lf", "\n"],
    ["crlf", "\r\n"],
  ] as const)("%s: lines without their trailing spaces are filled up", (framing, end) => {
    expect(numbers(framing, `000001OK${end}000002OK        ${end}000003NOTAKEN!!!`)).toEqual(["1", "2", "3"]);
    expect(numbers(framing, `000001OK${end}${end}000003OK${end}`)).toEqual([
      "1",
      "3",
      "2 ANS_NUM: is not digits",
    ]);
  });

  it("lf: a line that is too long is told and the next is read", () => {
    expect(numbers("lf", "000001OK123456789\n000002OK")).toEqual([
      "2",
      "1 the line has 17 bytes, a record has 16",
    ]);
  });

  it("lf: an end-of-file mark of old systems is no record", () => {
    expect(numbers("lf", "000001OK\n\u001a")).toEqual(["1"]);
  });

  it("lf: a line end inside binary fields does not end the record", () => {
    const layout = { ...codec.layout, fields: [...fields.slice(0, 2), field("ANS_REASON", 8, 8, "COMP")] };
    expect(
      numbers(
        "lf",
        "000001OK\n\n\n\n\n\n\n\n\n000002OK\u0001\u0002\u0003\u0004\u0005\u0006\u0007\n\n",
        layout,
      ),
    ).toEqual(["1", "2"]);
  });

  it("rdw is named as not read", () => {
    expect(numbers("rdw", "x")).toEqual(["1 framing rdw is not read in answer files"]);
  });
});

describe("matchText", () => {
  it.each([
    ["000000042", "42"],
    [42, "42"],
    [42n, "42"],
    [" 42 ", "42"],
    ["+042", "42"],
    ["-007", "-7"],
    ["-0", "0"],
    ["0000", "0"],
    ["12.30", "12.3"],
    ["12.00", "12"],
    ["A-0042 ", "A-0042"],
    ["", ""],
    [undefined, ""],
    ["1e3", "1e3"],
  ])("writes %s as %s", (value, text) => {
    expect(matchText(value)).toBe(text);
  });
});
