import { hmsEvents } from "@hms-sync/events";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../suite/folder.ts";
import { findTransport } from "./find-transport.ts";
import { loadEventPacks } from "./load-event-packs.ts";

const PACK = `
const permit = (name) => ({ name, entity: "permit", key: "permit.id", paths: [], validate: () => ({ ok: true }) });
export const permits = [permit("permit.issued"), permit("permit.revoked")];
export const unrelated = 42;
`;

test("events come from packages, from files and from definitions, in one catalogue", async () => {
  using folder = temporaryFolder();
  folder.write("node_modules/our-events/package.json", {
    name: "our-events",
    type: "module",
    main: "index.js",
  });
  folder.write("node_modules/our-events/index.js", PACK);
  const file = folder.write("visits.mjs", PACK.replaceAll("permit", "visit"));
  const catalogue = await loadEventPacks(["our-events", file, hmsEvents], folder.path);
  expect(catalogue.names).toContain("appointment.created");
  expect(catalogue.get("permit.issued")).toMatchObject({ entity: "permit" });
  expect(catalogue.get("visit.revoked")).toMatchObject({ entity: "visit" });
});

test("a pack that is missing, broken, empty or in conflict stops the hub", async () => {
  using folder = temporaryFolder();
  const load = (...packs: string[]): Promise<unknown> => loadEventPacks(packs, folder.path);
  await expect(load("nowhere")).rejects.toMatchObject({ code: "HMS_PLG_NOT_FOUND" });
  await expect(load(folder.write("broken.mjs", "throw new Error('no');"))).rejects.toMatchObject({
    code: "HMS_PLG_LOAD_FAILED",
  });
  await expect(load(folder.write("empty.mjs", "export const a = 1;"))).rejects.toMatchObject({
    code: "HMS_PLG_BAD_EXPORT",
  });
  const [one, two] = [folder.write("one.mjs", PACK), folder.write("two.mjs", PACK)];
  await expect(load(one, two)).rejects.toMatchObject({ code: "HMS_PLG_DUPLICATE_EVENT" });
});

test("a transport is found by its protocol, from the folder first", async () => {
  using folder = temporaryFolder();
  const install = (protocol: string, code: string): void => {
    const name = `@hms-sync/transport-${protocol}`;
    folder.write(`node_modules/${name}/package.json`, { name, type: "module", exports: "./index.js" });
    folder.write(`node_modules/${name}/index.js`, code);
  };
  install("pigeon", `export const transport = { protocol: "pigeon", supports: {}, create() {} };`);
  install("smoke", `export const transport = { protocol: "fire", create() {} };`);
  install("drum", "throw new Error('no');");
  expect(await findTransport("pigeon", folder.path)).toMatchObject({ protocol: "pigeon" });
  await expect(findTransport("smoke", folder.path)).rejects.toMatchObject({ code: "HMS_PLG_BAD_EXPORT" });
  await expect(findTransport("drum", folder.path)).rejects.toMatchObject({ code: "HMS_PLG_LOAD_FAILED" });
  await expect(findTransport("nowhere", folder.path)).rejects.toMatchObject({ code: "HMS_PLG_NOT_FOUND" });
  await expect(findTransport("../drum", folder.path)).rejects.toMatchObject({ code: "HMS_PLG_NOT_FOUND" });
});
