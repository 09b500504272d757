import { memoryTransport } from "@hms-sync/conformance";
import { expect, test } from "vitest";
import { type Folder, temporaryFolder } from "../../suite/folder.ts";
import type { EntrySettings } from "../config/hub-config.ts";
import { type LoadedConnectors, loadConnectors } from "./load-connectors.ts";

const GOOD = {
  name: "hms-connector-clerk",
  version: "0.1.0",
  type: "module",
  keywords: ["hms-connector"],
  exports: { ".": { import: "./index.js" } },
  hms: { api: 1, id: "clerk", kind: "connector" },
};

/** A factory as a package has it, without any import. */
const FACTORY = `export default (options = {}) => ({
  apiVersion: 1, id: options.id ?? "clerk", protocol: "memory", bindings: [], policy: {}, supports: {}, options,
  createTransport() {},
});`;

function install(
  folder: Folder,
  manifest: object = GOOD,
  code: string = FACTORY,
  name = "hms-connector-clerk",
): void {
  folder.write(`node_modules/${name}/package.json`, manifest);
  folder.write(`node_modules/${name}/index.js`, code);
}

function load(folder: Folder, settings: EntrySettings = {}, strict = false): Promise<LoadedConnectors> {
  return loadConnectors([{ from: "package", name: "hms-connector-clerk", settings }], {
    folder: folder.path,
    transportFor: async () => memoryTransport(),
    strict,
  });
}

test("a package that is listed is loaded with its options", async () => {
  using folder = temporaryFolder();
  install(folder);
  const settings = { id: "clerk_east", endpoint: "memory:", policy: { retry: { jitter: 0 } } };
  const { connectors, failed } = await load(folder, settings);
  expect(failed).toEqual([]);
  expect(connectors).toMatchObject([{ id: "clerk_east", options: settings }]);
});

test.each([
  ["that is not installed", undefined, FACTORY, "HMS_PLG_NOT_FOUND"],
  ["without the keyword", { ...GOOD, keywords: [] }, FACTORY, "HMS_PLG_NO_METADATA"],
  ["without metadata", { ...GOOD, hms: undefined }, FACTORY, "HMS_PLG_NO_METADATA"],
  [
    "of another API",
    { ...GOOD, hms: { ...GOOD.hms, api: 3 } },
    "throw new Error('it ran')",
    "HMS_PLG_API_VERSION",
  ],
  [
    "whose object is of another API",
    GOOD,
    FACTORY.replace("apiVersion: 1", "apiVersion: 2"),
    "HMS_PLG_API_VERSION",
  ],
  ["without a factory", GOOD, "export default {};", "HMS_PLG_BAD_EXPORT"],
  ["that throws when it is loaded", GOOD, "throw new Error('no');", "HMS_PLG_LOAD_FAILED"],
  ["whose factory throws", GOOD, "export default () => { throw new Error('no'); };", "HMS_PLG_LOAD_FAILED"],
  ["with another id in its code", GOOD, FACTORY.replace('"clerk"', '"clark"'), "HMS_PLG_ID_MISMATCH"],
])("a package %s is listed as failed, and does not stop the others", async (_, manifest, code, errorCode) => {
  using folder = temporaryFolder();
  if (manifest !== undefined) install(folder, manifest, code);
  install(
    folder,
    { ...GOOD, hms: { ...GOOD.hms, id: "other" } },
    FACTORY.replace('"clerk"', '"other"'),
    "hms-connector-other",
  );
  const entries = ["hms-connector-clerk", "hms-connector-other"].map((name) => ({
    from: "package" as const,
    name,
    settings: {},
  }));
  const options = { folder: folder.path, transportFor: async () => memoryTransport() };
  const { connectors, failed } = await loadConnectors(entries, { ...options, strict: false });
  expect(failed).toMatchObject([{ id: "hms-connector-clerk", code: errorCode }]);
  expect(failed[0]!.message).not.toContain("it ran");
  expect(connectors.map(({ id }) => id)).toEqual(["other"]);
  await expect(loadConnectors(entries, { ...options, strict: true })).rejects.toMatchObject({
    code: errorCode,
  });
});

test("a package that is not listed never runs", async () => {
  using folder = temporaryFolder();
  install(folder);
  install(folder, GOOD, "throw new Error('it ran');", "hms-connector-unlisted");
  expect((await load(folder)).failed).toEqual([]);
});

test("two connectors with one id are told apart by the configuration", async () => {
  using folder = temporaryFolder();
  install(folder);
  const entry = { from: "package", name: "hms-connector-clerk", settings: {} } as const;
  const options = { folder: folder.path, transportFor: async () => memoryTransport(), strict: false };
  const { connectors, failed } = await loadConnectors([entry, entry], options);
  expect(connectors).toHaveLength(1);
  expect(failed).toMatchObject([{ code: "HMS_PLG_DUPLICATE_ID" }]);
  const west = { ...entry, settings: { id: "clerk_west" } };
  expect((await loadConnectors([entry, west], options)).connectors).toHaveLength(2);
});

const DEFINITION = `export const connector = {
  id: "clerk", protocol: "memory", endpoint: "memory:",
  bindings: [{ event: "appointment.created", codec: { layout: { record: "R", length: 1, fields: [] } } }],
  policy: {
    order: { key: "entity", after: "sent", onReject: "continue" }, dedupe: false,
    retry: { delaysMs: [60000], jitter: 0, maxAgeMs: 86400000 }, file: { name: "{packetId}.dat" },
    ack: { from: "transport", pollMs: 1000, deadlineMs: 1000, then: "archive" },
  },
};`;

test("a manifest of this repository is loaded from the generated code beside it", async () => {
  using folder = temporaryFolder();
  const path = folder.write("clerk/clerk.connector.yaml", "hms: 1");
  const options = { folder: folder.path, transportFor: async () => memoryTransport(), strict: false };
  const entry = { from: "manifest", path, settings: { policy: { retry: { jitter: 2 } } } } as const;
  expect((await loadConnectors([entry], options)).failed).toMatchObject([
    { id: "clerk.connector.yaml", code: "HMS_PLG_NOT_FOUND" },
  ]);
  folder.write("clerk/generated/clerk.connector.gen.ts", DEFINITION);
  expect((await loadConnectors([entry], options)).failed).toMatchObject([
    { code: "HMS_PLG_OPTIONS", message: expect.stringContaining("policy.retry.jitter") },
  ]);
  const { connectors } = await loadConnectors([{ ...entry, settings: {} }], options);
  expect(connectors).toMatchObject([{ id: "clerk", protocol: "memory" }]);
});

test("generated code that exports something else is refused", async () => {
  using folder = temporaryFolder();
  const path = folder.write("clerk/clerk.connector.yaml", "hms: 1");
  folder.write("clerk/generated/clerk.connector.gen.ts", "export const other = 1;");
  const options = { folder: folder.path, transportFor: async () => memoryTransport(), strict: false };
  expect((await loadConnectors([{ from: "manifest", path, settings: {} }], options)).failed).toMatchObject([
    { code: "HMS_PLG_BAD_EXPORT" },
  ]);
});
