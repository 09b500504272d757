import { defineConfig } from "vitest/config";

/** The canary's own run: everything as in the project `types`, but for the files. */
export default defineConfig({
  test: {
    name: "canary",
    include: [],
    typecheck: { enabled: true, only: true, include: ["*.canary-d.ts"], tsconfig: "./tsconfig.json" },
  },
});
