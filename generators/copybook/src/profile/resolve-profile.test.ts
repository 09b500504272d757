import { describe, expect, it } from "vitest";
import { PROFILES, resolveProfile } from "./resolve-profile.ts";

describe("resolveProfile", () => {
  it("gives a profile's own settings", () => {
    expect(resolveProfile({ profile: "ibm" }).settings).toEqual(PROFILES.ibm);
    expect(resolveProfile({ profile: "gnucobol" }).settings).toMatchObject({
      codePage: "ascii",
      binarySizes: "1-2-4-8",
    });
  });

  it("puts the encoding and single settings over it", () => {
    const set = {
      ...{ byteOrder: "little", truncate: "false", binarySizes: "1-8", overpunch: "ebcdic" },
      ...{ nativeOrder: "little", float: "ieee", sync: "gnucobol", odo: "pad" },
    };
    expect(resolveProfile({ profile: "ibm", encoding: "cp273", set }).settings).toEqual({
      ...PROFILES.ibm,
      codePage: "cp273",
      byteOrder: "little",
      truncate: false,
      binarySizes: "1-8",
      nativeOrder: "little",
      float: "ieee",
      sync: "gnucobol",
      odo: "pad",
    });
  });

  it("reports every wrong name and value at once, with the nearest right ones", () => {
    const { settings, problems } = resolveProfile({
      profile: "ibn",
      encoding: "cp37",
      set: { byteOder: "big", truncate: "yes", odo: "shifd", nativOrder: "big" },
    });
    expect(settings).toBeNull();
    expect(problems.map(({ path, suggestions }) => [path, suggestions[0]])).toEqual([
      ["profile", "ibm"],
      ["encoding", "cp037"],
      ["set.byteOder", "byteOrder"],
      ["set.truncate", undefined],
      ["set.odo", "shift"],
      ["set.nativOrder", "nativeOrder"],
    ]);
    expect(problems[3]!.hint).toContain("true, false");
  });

  it.each([
    [{ profile: "ibm", encoding: "ascii" }, ["ibm-ascii", "microfocus"]],
    [{ profile: "gnucobol", encoding: "cp037" }, ["ebcdic"]],
  ])("refuses an overpunch that the code page cannot hold: %o", (request, suggestions) => {
    expect(resolveProfile(request).problems).toMatchObject([{ path: "set.overpunch", suggestions }]);
  });

  it("takes names of object members for unknown settings", () => {
    expect(resolveProfile({ profile: "constructor", set: { toString: "x" } }).problems).toHaveLength(2);
  });
});
