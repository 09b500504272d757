import path from "node:path";
import { describe, expect, it } from "vitest";
import { demoOptions } from "./demo-options.ts";

describe("the demo's command line", () => {
  it("keeps its data in .hms-sync/demo and wants port 8787 unless told otherwise", () => {
    expect(demoOptions([])).toEqual({ once: false, folder: path.resolve(".hms-sync/demo"), port: 8787 });
  });
  it("takes a folder, a port and --once", () => {
    expect(demoOptions(["--once", "--data", "/tmp/x", "--port", "0"])).toEqual({
      once: true,
      folder: "/tmp/x",
      port: 0,
    });
  });
  it("refuses a port that is none", () => {
    expect(() => demoOptions(["--port", "http"])).toThrow("--port takes a number from 0 to 65535");
  });
  it("refuses what it does not know", () => {
    expect(() => demoOptions(["--onec"])).toThrow("--onec");
  });
  it("gives help", () => {
    expect(demoOptions(["-h"])).toBe("help");
  });
});
