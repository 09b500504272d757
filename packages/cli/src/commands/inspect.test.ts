import { expect, it } from "vitest";
import { folderWith, runBinary } from "../../test/run-binary.ts";

const COPYBOOK = `\
       01  HEADER-REC.
           05  KIND        PIC X.
           05  DAY-OF      PIC 9(8).
       01  DETAIL-REC.
           05  KIND        PIC X.
           05  LINE-COUNT  PIC 9.
           05  LINES OCCURS 0 TO 3 TIMES DEPENDING ON LINE-COUNT.
               10  AMOUNT  PIC S9(3) COMP-3.
           05  FILLER      PIC X(2).
           05  PARTY-TYPE  PIC X.
           05  PERSON.
               10  NAME    PIC X(4).
           05  COMPANY REDEFINES PERSON.
               10  NUMBER-OF PIC 9(4).
`;
const ROWS = [
  '{"HEADER_REC":{"KIND":"H","DAY_OF":20261124}}',
  '{"DETAIL_REC":{"KIND":"D","LINE_COUNT":2,"LINES":[{"AMOUNT":5},{"AMOUNT":-6}],"PARTY_TYPE":"P","PERSON":{"NAME":"Anna"}}}',
  '{"DETAIL_REC":{"KIND":"D","LINE_COUNT":0,"LINES":[],"PARTY_TYPE":"C","COMPANY":{"NUMBER_OF":12}}}',
];
const KINDS = [
  ...["--record-by", "KIND=H:HEADER-REC", "--record-by", "DETAIL-REC"],
  ...["--branch", "PARTY-TYPE=P:PERSON", "--branch", "PARTY-TYPE=C:COMPANY"],
];

it("encodes and decodes files with several kinds of record, in every framing", async () => {
  using folder = folderWith({ "claim.cpy": COPYBOOK });
  const input = `${ROWS.join("\n")}\n`;
  for (const framing of ["none", "rdw", "bdw"]) {
    const options = { folder: folder.path };
    const line = ["claim.cpy", "--framing", framing, ...KINDS];
    const encoded = await runBinary(["encode", ...line], { ...options, input });
    expect(encoded.stderr).toBe("");
    expect(encoded.bytes.length).toBe({ none: 31, rdw: 43, bdw: 47 }[framing]);
    const decoded = await runBinary(["decode", ...line], { ...options, input: encoded.bytes });
    expect(decoded.stdout).toBe(input);
  }
});

it("reports a row that names no kind, and names the kind in front of a bad field", async () => {
  using folder = folderWith({ "claim.cpy": COPYBOOK });
  const input = '{"KIND":"H"}\n{"HEADER_REC":{"KIND":"H","DAY_OF":-1}}\n';
  const line = ["encode", "claim.cpy", "--keep-going", "--json", ...KINDS];
  const { code, stderr } = await runBinary(line, { folder: folder.path, input });
  const reports = stderr
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(reports).toMatchObject([
    { record: 1, code: "unknown-field" },
    { record: 2, path: "HEADER_REC.DAY_OF", code: "negative-in-unsigned", line: 3 },
  ]);
  expect(code).toBe(1);
});

it("shows the bytes under their fields, where a record is damaged too", async () => {
  using folder = folderWith({ "claim.cpy": COPYBOOK });
  const encoded = await runBinary(["encode", "claim.cpy", ...KINDS], {
    folder: folder.path,
    input: ROWS.join("\n"),
  });
  const line = ["inspect", "-", "--copybook", "claim.cpy", ...KINDS];
  const good = await runBinary([...line, "--json"], { folder: folder.path, input: encoded.bytes });
  expect(good.code).toBe(0);
  const { records } = JSON.parse(good.stdout);
  expect(records).toHaveLength(3);
  expect(records[1]).toMatchObject({ number: 2, record: "DETAIL-REC", length: 13, problems: [] });
  expect(
    records[1].fields.map(({ path, offset, hex }: Record<string, string>) => [path, offset, hex]),
  ).toEqual([
    ["KIND", 0, "c4"],
    ["LINE_COUNT", 1, "f2"],
    ["LINES[0].AMOUNT", 2, "005c"],
    ["LINES[1].AMOUNT", 4, "006d"],
    ["FILLER", 6, "4040"],
    ["PARTY_TYPE", 8, "d7"],
    ["PERSON.NAME", 9, "c1959581"],
  ]);
  expect(records[2].fields.at(-1)).toMatchObject({ path: "COMPANY.NUMBER_OF", offset: 5, text: "0012" });

  const damaged = Buffer.from(encoded.bytes);
  damaged[9 + 5] = 0xff;
  const bad = await runBinary([...line, "--damaged"], { folder: folder.path, input: damaged });
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/^record 2 DETAIL-REC, 13 bytes$/m);
  expect(bad.stdout).toMatch(/^ +4 +2 +LINES\[1\]\.AMOUNT +S9\(3\) COMP-3 +00 FF +\|··\| +\S/m);
  expect(bad.stdout).not.toContain("record 3");
});

it("shows the record that is asked for, and says when there is none", async () => {
  using folder = folderWith({ "a.cpy": "       01  A.\n           05  B PIC X(2).\n", "a.dat": "\xc1\xc2" });
  const line = ["inspect", "a.dat", "--copybook", "a.cpy", "--profile", "gnucobol"];
  const two = await runBinary([...line, "--record-number", "2"], { folder: folder.path });
  expect(two.stdout).toContain("record 2 A, 2 bytes");
  const three = await runBinary([...line, "--record-number", "3"], { folder: folder.path });
  expect(three.stderr).toContain("a.dat has 2 records, and no record 3");
  expect(three.code).toBe(2);
});

it("names the alternatives and records there are when another one is named", async () => {
  using folder = folderWith({ "claim.cpy": COPYBOOK });
  const wrong = async (...options: readonly string[]) =>
    (await runBinary(["decode", "claim.cpy", ...options], { folder: folder.path })).stderr;
  expect(await wrong("--record", "DETAIL-REC", "--branch", "KIND=P:PERSN")).toContain(
    "alternatives are PERSON, COMPANY",
  );
  expect(await wrong("--record-by", "KIND=H:HEADR")).toContain("it has HEADER-REC, DETAIL-REC");
  expect(await wrong("--record-by", "KIN=H:HEADER-REC")).toContain("HEADER-REC has no field KIN");
  expect(await wrong("--record-by", "KIND=HH:HEADER-REC")).toMatch(/the value for KIND has 2 characters/);
  expect(await wrong("--record-by", "KIND:HEADER-REC")).toContain("is not FIELD=VALUE:NAME");
});
