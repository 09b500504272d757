import { defineConfig } from "vitest/config";

const source = {
  resolve: { conditions: ["hms-sync:source", "node", "import", "module", "default"] },
  ssr: { resolve: { conditions: ["hms-sync:source", "node", "import", "module", "default"] } },
};

/** Servers and child processes need room on two cores; a test that waits longer than this is broken. */
const slow = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Where `.ci/run` wants the counts; people see the default reporter only. */
const report = process.env["HMS_TEST_REPORT"];

export default defineConfig({
  test: {
    ...(report ? { reporters: ["default", ["json", { outputFile: report }]] } : {}),
    projects: [
      {
        ...source,
        test: {
          name: "unit",
          include: [
            "packages/*/src/**/*.test.ts",
            "connectors/*/{src,test}/**/*.test.ts",
            "generators/*/src/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
          testTimeout: 20_000,
        },
      },
      {
        ...source,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: [
              "packages/*/src/**/*.test-d.ts",
              "connectors/*/**/*.test-d.ts",
              "test/types/**/*.test-d.ts",
            ],
            tsconfig: "./tsconfig.types.json",
          },
        },
      },
      { ...source, test: { name: "golden", include: ["test/golden/**/*.test.ts"], ...slow } },
      {
        ...source,
        test: { name: "e2e", include: ["test/e2e/**/*.test.ts", "test/faults/**/*.test.ts"], ...slow },
      },
      {
        ...source,
        test: { name: "interop", include: ["test/interop/**/*.test.ts"], ...slow, fileParallelism: false },
      },
    ],
  },
});
