import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { searchCopyMembers } from "./search-copy-members.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hms-sync-copy-"));
  for (const name of ["books", "lib", "lib/DMV"]) mkdirSync(path.join(folder, name));
  const files = { "books/dates.cpy": "beside", "lib/DATES.cpy": "far", "lib/money.cbl": "money" };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  writeFileSync(path.join(folder, "lib/DMV/MONEY"), "of DMV");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("looks beside the copying text before it looks in the folders given", () => {
  const { copy } = searchCopyMembers({ folder, folders: ["lib"] });
  expect(copy("DATES", undefined, "books/main.cpy")).toEqual({ file: "books/dates.cpy", text: "beside" });
  expect(copy("DATES", undefined, "main.cpy")).toEqual({ file: "lib/DATES.cpy", text: "far" });
  expect(copy("money", undefined, "main.cpy")?.text).toBe("money");
});

it("looks in the library that the statement names first", () => {
  const { copy } = searchCopyMembers({ folder, folders: ["lib"] });
  expect(copy("MONEY", "DMV", "main.cpy")).toEqual({ file: "lib/DMV/MONEY", text: "of DMV" });
});

it("knows the names of all members, and none of a folder that is not there", () => {
  const { copy, members } = searchCopyMembers({ folder, folders: ["lib", "nowhere"] });
  expect(copy("OTHER", undefined, "books/main.cpy")).toBeUndefined();
  expect(members()).toEqual(["DATES", "dates", "money"]);
});
