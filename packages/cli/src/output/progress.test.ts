import { PassThrough, Writable } from "node:stream";
import { expect, it } from "vitest";
import { createProgress, progressLine } from "./progress.ts";

/** A clock that stands still until it is moved. */
function stoppedClock() {
  let nowMs = 0;
  return {
    move: (ms: number) => {
      nowMs += ms;
    },
    clock: {
      now: () => nowMs,
      monotonic: () => nowMs,
      sleep: async () => undefined,
      after: () => () => undefined,
    },
  };
}

it("draws the share and the count", () => {
  expect(progressLine(50, 1234, 100)).toBe(`${"━".repeat(15)}${"─".repeat(15)}   50 %  1,234 records`);
  expect(progressLine(50, 7, undefined)).toBe("7 records");
});

it("draws nothing where nobody looks", () => {
  const output = new PassThrough();
  const progress = createProgress(output, stoppedClock().clock, 100);
  progress.update(50, 5);
  progress.end();
  expect(output.read()).toBeNull();
});

it("draws at most ten times a second on a terminal and takes the line away", () => {
  let drawn = "";
  const output = new Writable({
    decodeStrings: false,
    write(text, _encoding, done) {
      drawn += text;
      done();
    },
  });
  const { clock, move } = stoppedClock();
  const progress = createProgress(Object.assign(output, { isTTY: true }), clock, 100);
  progress.update(10, 1);
  move(50);
  progress.update(20, 2);
  move(60);
  progress.update(30, 3);
  progress.end();
  expect(drawn.match(/records/g)).toHaveLength(2);
  expect(drawn).toContain("3 records");
  expect(drawn.endsWith("\r\u001b[2K")).toBe(true);
});
