import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { folderWith, runBinary } from "../../test/run-binary.ts";

const COPYBOOK = `\
       01  FEE-REC.
           05  FEE-NO      PIC 9(4).
           05  NAME        PIC X(6).
           05  FEE         PIC S9(3)V99 COMP-3.
`;
const GOOD = '{"FEE_NO":7,"NAME":"Anna","FEE":"12.30"}\n';
const ALSO_GOOD = '{"FEE_NO":8,"NAME":"","FEE":"-0.05"}\n';
const BAD = '{"FEE_NO":-1,"NAME":"Bartholomew","FEE":"1.005"}\n';
const PROFILE = ["--profile", "gnucobol"];

it("encodes lines of JSON and decodes them to the same lines, through pipes", async () => {
  using folder = folderWith({ "fee.cpy": COPYBOOK });
  const encode = ["encode", "fee.cpy", "--in", "-", "--out", "-", ...PROFILE];
  const encoded = await runBinary(encode, { folder: folder.path, input: GOOD + ALSO_GOOD });
  expect(encoded.stderr).toBe("");
  expect(encoded.code).toBe(0);
  expect(encoded.bytes.toString("latin1")).toBe("0007Anna  \x01\x23\x0c0008      \x00\x00\x5d");
  const decode = ["decode", "fee.cpy", ...PROFILE];
  const decoded = await runBinary(decode, { folder: folder.path, input: encoded.bytes });
  expect(decoded.stdout).toBe(GOOD + ALSO_GOOD);
  expect(decoded.code).toBe(0);
});

it("uses the ibm profile when none is named", async () => {
  using folder = folderWith({ "fee.cpy": COPYBOOK });
  const { bytes } = await runBinary(["encode", "fee.cpy"], { folder: folder.path, input: GOOD });
  expect(bytes.toString("hex")).toBe("f0f0f0f7c1959581404001230c");
});

it("stops at the first bad record, names every field and its line, and leaves the file as it was", async () => {
  using folder = folderWith({ "fee.cpy": COPYBOOK, "rows.ndjson": GOOD + BAD + ALSO_GOOD });
  const line = ["encode", "fee.cpy", "--in", "rows.ndjson", "--out", "fee.dat", ...PROFILE];
  const json = await runBinary([...line, "--json"], { folder: folder.path });
  expect(json.code).toBe(1);
  const reports = json.stderr
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(reports).toMatchObject([
    { record: 2, path: "FEE_NO", line: 2 },
    { record: 2, path: "NAME", line: 3 },
    { record: 2, path: "FEE", line: 4 },
  ]);
  expect(Object.keys(reports[0])).toEqual(["record", "path", "code", "line", "message"]);
  expect(json.stderr).not.toContain("Bartholomew");
  expect(JSON.parse(json.stdout)).toEqual({ records: 2, bad: 1 });
  expect(existsSync(folder.at("fee.dat"))).toBe(false);
  expect(existsSync(folder.at("fee.dat.part"))).toBe(false);

  writeFileSync(folder.at("fee.dat"), "yesterday's");
  const text = await runBinary(line, { folder: folder.path });
  expect(readFileSync(folder.at("fee.dat"), "utf8")).toBe("yesterday's");
  expect(text.stderr).toContain("record 2: NAME: ");
  expect(text.stderr).toContain("(fee.cpy line 3)");
  expect(text.stderr).toContain("fee.dat was not written. Add --keep-going");
});

it("leaves bad records out and goes on when told to", async () => {
  const rows = `${GOOD}${BAD}not json\n\n{"FEE_NO":1,"NAM":"x","Anna Baker":1}\n${ALSO_GOOD}`;
  using folder = folderWith({ "fee.cpy": COPYBOOK, "rows.ndjson": rows });
  const line = ["encode", "fee.cpy", "--in", "rows.ndjson", "--out", "fee.dat", "--keep-going", ...PROFILE];
  const { code, stdout, stderr } = await runBinary([...line, "--framing", "lf"], { folder: folder.path });
  expect(code).toBe(1);
  expect(stdout).toBe("Wrote 2 records, 28 bytes, to fee.dat.\n");
  expect(stderr).toContain("record 3: not a JSON record");
  expect(stderr).toContain("record 4: NAM: is no field of the layout; did you mean NAME?");
  expect(stderr).toContain("record 4: member 3 is no field of the layout");
  expect(stderr).not.toContain("Anna Baker");
  expect(stderr).toContain("3 bad records left out.");
  expect(readFileSync(folder.at("fee.dat"), "latin1")).toBe(
    "0007Anna  \x01\x23\x0c\n0008      \x00\x00\x5d\n",
  );
});

it("cuts and rounds when told to", async () => {
  using folder = folderWith({ "fee.cpy": COPYBOOK });
  const encode = (policy: string) =>
    runBinary(["encode", "fee.cpy", "--overflow", policy, ...PROFILE], {
      folder: folder.path,
      input: '{"FEE_NO":12345,"NAME":"Anna Baker","FEE":"1.005"}\n',
    });
  expect((await encode("truncate")).bytes.toString("latin1")).toBe("2345Anna B\x00\x10\x0c");
  const round = await encode("round");
  expect(round.stderr).toMatch(/FEE_NO.*\n.*NAME/);
  expect(round.stderr).not.toContain("FEE:");
});

it("reports damaged records with their number and offset", async () => {
  using folder = folderWith({ "fee.cpy": COPYBOOK });
  const bytes = Buffer.from("0007Anna  \x01\x23\x0c00x8      \x00\x00\x5d0009      \x00\x00\x5d!", "latin1");
  const line = ["decode", "fee.cpy", "--keep-going", "--json", ...PROFILE];
  const { code, stdout, stderr } = await runBinary(line, { folder: folder.path, input: bytes });
  expect(code).toBe(1);
  expect(stdout.match(/"FEE_NO":\d/g)).toEqual(['"FEE_NO":7', '"FEE_NO":9']);
  const reports = stderr
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(reports).toMatchObject([
    { record: 2, path: "FEE_NO", line: 2, message: expect.stringContaining("byte 2") },
    {
      record: 4,
      path: "",
      line: null,
      message: expect.stringMatching(
        /ends after 1 bytes of a record of 13.*byte 39 of the file.*--framing lf/,
      ),
    },
  ]);
});

it("shows the copybook's faults before it reads a record", async () => {
  using folder = folderWith({ "bad.cpy": "       01  A.\n           05  B PIC Q(3).\n" });
  const { code, stderr } = await runBinary(["decode", "bad.cpy", "--in", "nowhere"], { folder: folder.path });
  expect(stderr).toContain("bad.cpy:2:22 - error HMS_CPY_PICTURE");
  expect(stderr).toContain("HMS_CLI_COPYBOOK");
  expect(code).toBe(1);
});
