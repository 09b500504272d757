import { expect, it } from "vitest";
import { folderWith, runBinary } from "../../test/run-binary.ts";

const copybook = (width: number): string =>
  `       01  REC.\n           05  NAME  PIC X(${width}).\n           05  KIND  PIC X.\n`;

it("says what moved, and ends with 1 when it breaks", async () => {
  using folder = folderWith({ "old.cpy": copybook(20), "new.cpy": copybook(24) });
  const text = await runBinary(["diff", "old.cpy", "new.cpy"], { folder: folder.path });
  expect(text.code).toBe(1);
  expect(text.stdout).toContain("breaks  moved   REC.KIND      20                24                +4\n");
  expect(text.stdout).toContain("This breaks");
  const json = await runBinary(["diff", "old.cpy", "new.cpy", "--json"], { folder: folder.path });
  const { breaking, changes } = JSON.parse(json.stdout);
  expect(breaking).toBe(true);
  expect(changes.at(-1)).toEqual({
    change: "moved",
    what: "field",
    path: "REC.KIND",
    from: 20,
    to: 24,
    by: 4,
    breaking: true,
  });
  const same = await runBinary(["diff", "old.cpy", "old.cpy", "--json"], { folder: folder.path });
  expect(JSON.parse(same.stdout)).toEqual({ breaking: false, changes: [] });
  expect(same.code).toBe(0);
});

it("shows the faults of a version that cannot be read", async () => {
  using folder = folderWith({
    "old.cpy": copybook(20),
    "bad.cpy": "       01  A.\n           05  B PIC Q.\n",
  });
  const { code, stderr } = await runBinary(["diff", "old.cpy", "bad.cpy"], { folder: folder.path });
  expect(stderr).toContain("bad.cpy:2:22 - error HMS_CPY_PICTURE");
  expect(code).toBe(1);
});
