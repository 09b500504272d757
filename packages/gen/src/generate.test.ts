import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isHmsSyncError } from "@hms-sync/connector-api";
import { hmsEvents } from "@hms-sync/events";
import { copybookReader, resolveProfile } from "@hms-sync/gen-copybook";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parse, stringify } from "yaml";
import { checkManifests, type GenerateOptions, type GenerateResult, generate } from "./generate.ts";

const COPYBOOK = `
       01  CLERK-REC.
           05  APPT-NUM                PIC 9(9).
           05  NOTE                    PIC X(20) VALUE SPACES.
`;
const MANIFEST = `
hms: 1
id: clerk
protocol: ftp
endpoint: env:CLERK_URL
layout: { copybook: ./clerk.cpy, profile: gnucobol }
events:
  ticket.created:
    fields: { APPT_NUM: ticket.id, NOTE: { from: ticket.title, overflow: truncate } }
    drop: [ticket.data.ssn, ticket.data.phone, ticket.data.email, ticket.data.customer_name]
  ticket.cancelled:
    fields: { APPT_NUM: ticket.id }
    drop: [ticket.data.ssn, ticket.data.phone]
    allowPii: { ticket.data.email: "they ask for it", ticket.data.customer_name: "so do they" }
settings: { second: { b: 2, a: 1 }, first: true }
`;
const FILES = ["binding", "connector", "fields", "mapping", "record"].map((stage) => `clerk.${stage}.gen.ts`);

// each run loads a compiler, and a busy machine takes its time
vi.setConfig({ testTimeout: 60_000 });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hms-sync-gen-"));
  symlinkSync(
    path.resolve(import.meta.dirname, "../../../node_modules"),
    path.join(folder, "node_modules"),
    "dir",
  );
  write("clerk.cpy", COPYBOOK);
  write("clerk.connector.yaml", MANIFEST);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");

function options(more: Partial<GenerateOptions> = {}): GenerateOptions {
  const events = [{ module: "@hms-sync/events", definitions: hmsEvents }];
  return { cwd: folder, readers: [copybookReader], resolveProfile, events, ...more };
}

function statuses(result: GenerateResult): Record<string, string> {
  return Object.fromEntries(result.files.map((file) => [file.path, file.status]));
}

const all = (status: string): Record<string, string> =>
  Object.fromEntries(FILES.map((name) => [`generated/${name}`, status]));

describe("generate", () => {
  it("finds the manifests below and writes their files", async () => {
    const result = await generate(options());
    expect(result.findings).toEqual([]);
    expect(statuses(result)).toEqual(all("written"));
    expect(readdirSync(path.join(folder, "generated")).sort()).toEqual(FILES);
  });

  it("does not touch files whose bytes stay", async () => {
    await generate(options());
    const before = FILES.map(
      (name) => statSync(path.join(folder, "generated", name), { bigint: true }).mtimeNs,
    );
    expect(statuses(await generate(options()))).toEqual(all("unchanged"));
    const after = FILES.map(
      (name) => statSync(path.join(folder, "generated", name), { bigint: true }).mtimeNs,
    );
    expect(after).toEqual(before);
  });

  it("removes what it made before and makes no more, and nothing else", async () => {
    await generate(options());
    const header = read("generated/clerk.fields.gen.ts").split("\n")[0]!;
    write("generated/clerk.old.gen.ts", `${header}\n`);
    write(
      "generated/gone.fields.gen.ts",
      `${header.replace("clerk.connector.yaml", "gone.connector.yaml")}\n`,
    );
    write("generated/notes.ts", "// a person's own\n");
    const result = await generate(options());
    const removed = result.files.filter((file) => file.status === "removed").map((file) => file.path);
    expect(removed).toEqual(["generated/clerk.old.gen.ts", "generated/gone.fields.gen.ts"]);
    expect(readdirSync(path.join(folder, "generated")).sort()).toEqual([...FILES, "notes.ts"]);
  });

  it("removes the files of a manifest that is gone, wherever they are", async () => {
    write("office/office.connector.yaml", MANIFEST.replace("./clerk.cpy", "../clerk.cpy"));
    await generate(options());
    rmSync(path.join(folder, "office/office.connector.yaml"));
    const result = await generate(options());
    expect(result.files.filter((file) => file.status === "removed").length).toBe(FILES.length);
    expect(readdirSync(path.join(folder, "office/generated"))).toEqual([]);
  });

  it("leaves the files of a neighbour that is not asked for", async () => {
    write("office.connector.yaml", MANIFEST.replace("id: clerk", "id: office"));
    await generate(options());
    const result = await generate(options({ manifests: ["clerk.connector.yaml"] }));
    expect(statuses(result)).toEqual(all("unchanged"));
    expect(existsSync(path.join(folder, "generated/office.fields.gen.ts"))).toBe(true);
  });

  it("writes nothing at all when one of several manifests has an error", async () => {
    write("office/clerk.cpy", COPYBOOK);
    write("office/office.connector.yaml", MANIFEST.replace("ticket.title", "ticket.titel"));
    const result = await generate(options());
    expect(result.findings.map((finding) => [finding.file, finding.code])).toEqual([
      ["office/office.connector.yaml", "HMS_MAP_UNKNOWN_PATH"],
    ]);
    expect(result.files).toEqual([]);
    expect(existsSync(path.join(folder, "generated"))).toBe(false);
  });

  it("shows warnings and writes all the same", async () => {
    write("clerk.connector.yaml", MANIFEST.replace(", overflow: truncate", ""));
    const result = await generate(options());
    expect(result.findings.map((finding) => [finding.code, finding.severity])).toEqual([
      ["HMS_MAP_MAY_NOT_FIT", "warning"],
    ]);
    expect(statuses(result)).toEqual(all("written"));
  });

  it("looks in neither node_modules nor dist", async () => {
    write("dist/clerk.connector.yaml", "broken: [");
    expect((await generate(options())).findings).toEqual([]);
  });

  it("throws when there is no manifest", async () => {
    rmSync(path.join(folder, "clerk.connector.yaml"));
    await expect(generate(options())).rejects.toSatisfy((error) =>
      isHmsSyncError(error, "HMS_GEN_NO_MANIFEST"),
    );
    const named = generate(options({ manifests: ["nowhere.connector.yaml"] }));
    await expect(named).rejects.toSatisfy((error) => isHmsSyncError(error, "HMS_GEN_NO_MANIFEST"));
  });

  it("throws when an event pack has no events", async () => {
    write("empty.mjs", "export const events = [];\n");
    const failing = generate(options({ events: ["./empty.mjs"] }));
    await expect(failing).rejects.toSatisfy((error) => isHmsSyncError(error, "HMS_GEN_EVENTS"));
  });
});

describe("generate --check", () => {
  it("is content with what generate wrote, and writes nothing", async () => {
    await generate(options());
    const result = await generate(options({ check: true }));
    expect(result.findings).toEqual([]);
    expect(statuses(result)).toEqual(all("unchanged"));
  });

  it("finds files that are missing, stale and extra", async () => {
    await generate(options());
    rmSync(path.join(folder, "generated/clerk.record.gen.ts"));
    const mapping = read("generated/clerk.mapping.gen.ts");
    write(
      "generated/clerk.mapping.gen.ts",
      mapping.replace("truncateText(event.ticket.title, 20)", "event.ticket.title"),
    );
    write("generated/clerk.old.gen.ts", `${mapping.split("\n")[0]}\n`);
    const result = await generate(options({ check: true }));
    expect(result.findings.map((finding) => [finding.file, finding.code])).toEqual([
      ["generated/clerk.mapping.gen.ts", "HMS_GEN_STALE"],
      ["generated/clerk.record.gen.ts", "HMS_GEN_MISSING"],
      ["generated/clerk.old.gen.ts", "HMS_GEN_EXTRA"],
    ]);
    const stale = result.findings[0]!;
    expect(read("generated/clerk.mapping.gen.ts").split("\n")[stale.line - 1]).toContain(
      "NOTE: event.ticket.title",
    );
    expect(existsSync(path.join(folder, "generated/clerk.record.gen.ts"))).toBe(false);
  });
});

describe("checkManifests", () => {
  it("writes nothing and does not look at what was generated", async () => {
    expect(await checkManifests(options())).toEqual({ findings: [] });
    expect(existsSync(path.join(folder, "generated"))).toBe(false);
  });
});

describe("the bytes", () => {
  const everything = (): string[] => FILES.map((name) => read(`generated/${name}`));

  it("do not depend on the order of keys, on line ends, on the working directory or on the time zone", async () => {
    await generate(options());
    const first = everything();

    write("clerk.connector.yaml", stringify(reversed(parse(MANIFEST))));
    expect(statuses(await generate(options()))).toEqual(all("unchanged"));

    write("clerk.connector.yaml", MANIFEST.replaceAll("\n", "\r\n"));
    write("clerk.cpy", COPYBOOK.replaceAll("\n", "\r\n"));
    expect((await generate(options())).files.every((file) => file.status === "unchanged")).toBe(true);

    const elsewhere = await generate(
      options({ cwd: path.dirname(folder), manifests: [path.join(folder, "clerk.connector.yaml")] }),
    );
    expect(elsewhere.files.map((file) => file.status)).toEqual(FILES.map(() => "unchanged"));

    const zone = process.env["TZ"];
    process.env["TZ"] = "Pacific/Kiritimati";
    try {
      expect(statuses(await generate(options()))).toEqual(all("unchanged"));
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
    expect(everything()).toEqual(first);
  });

  it("end every line with LF and the file with one", async () => {
    await generate(options());
    for (const text of everything()) expect(text).toMatch(/^[^\r]*[^\n]\n$/);
  });
});

/** Maps with their keys the other way round. */
function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]));
}

describe("the contract hash", () => {
  /** Of `ticket.created`, the last of the two. */
  const contract = (): string | undefined =>
    [...read("generated/clerk.binding.gen.ts").matchAll(/contract: "([0-9a-f]{12})"/g)].at(-1)?.[1];

  it("stays when only the place of things changes, and changes with layout, rules and event paths", async () => {
    await generate(options());
    const first = contract();
    expect(first).toBeDefined();

    write("clerk.connector.yaml", `# a comment\n${MANIFEST}`);
    await generate(options());
    expect(contract()).toBe(first);

    write("clerk.connector.yaml", MANIFEST.replace("ticket.title", 'ticket.data.time, default: ""'));
    await generate(options());
    const rules = contract();
    expect(rules).not.toBe(first);

    write("clerk.connector.yaml", MANIFEST);
    write("clerk.cpy", COPYBOOK.replace("X(20)", "X(21)"));
    await generate(options());
    expect(contract()).not.toBe(first);

    write("clerk.cpy", COPYBOOK);
    const definitions = hmsEvents.map((event) => ({
      ...event,
      paths: event.paths.map((leaf) => (leaf.path === "ticket.title" ? { ...leaf, maxLength: 5 } : leaf)),
    }));
    await generate(options({ events: [{ module: "@hms-sync/events", definitions }] }));
    expect(contract()).not.toBe(first);
  });
});

describe("a layout with alternatives, a table that may be empty, and a COPY", () => {
  const ALTERNATIVES = `
       01  CLERK-REC.
           05  APPT-NUM                PIC 9(9).
           05  PERSON.
               10  FIRST-NAME          PIC X(10).
               10  LAST-NAME           PIC X(10).
           05  COMPANY REDEFINES PERSON PIC X(20).
           05  FEE                     PIC ZZ9.99 VALUE "  0.00".
           05  DOC-COUNT               PIC 9(2).
           COPY DOCS.
`;
  const manifest = (fields: string): string =>
    MANIFEST.replace(
      /events:[\s\S]*settings.*/,
      `events:
  ticket.created:
    fields: ${fields}
    drop: [ticket.data.ssn, ticket.data.phone, ticket.data.email, ticket.data.customer_name]
`,
    );

  beforeEach(() => {
    write("clerk.cpy", ALTERNATIVES);
    write(
      "docs.cpy",
      "           05  DOCS OCCURS 0 TO 9 TIMES DEPENDING ON DOC-COUNT.\n               10  DOC-NO  PIC X(8).\n",
    );
  });

  it("is filled through one alternative, in code that its record accepts", async () => {
    write(
      "clerk.connector.yaml",
      manifest("{ APPT_NUM: ticket.id, COMPANY: { from: ticket.title, overflow: truncate } }"),
    );
    const { findings } = await generate(options());
    expect(findings).toEqual([]);
    expect(read("generated/clerk.fields.gen.ts")).toContain("readonly PERSON?: never;");
    expect(read("generated/clerk.mapping.gen.ts")).toContain(
      "COMPANY: truncateText(event.ticket.title, 20),",
    );
  });

  it("needs every field of the alternative that is filled, and no field of the others", async () => {
    write("clerk.connector.yaml", manifest('{ APPT_NUM: ticket.id, LAST_NAME: { constant: "X" } }'));
    const { findings } = await generate(options());
    expect(findings.map(({ message }) => message)).toEqual([
      "ticket.created gives no value for PERSON.FIRST_NAME of CLERK-REC",
    ]);
  });

  it("is refused when two alternatives are filled", async () => {
    const both =
      '{ APPT_NUM: ticket.id, FIRST_NAME: { constant: "X" }, LAST_NAME: { constant: "X" }, COMPANY: { constant: "X" } }';
    write("clerk.connector.yaml", manifest(both));
    const { findings } = await generate(options());
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "HMS_MAP_DUPLICATE ticket.created gives values for PERSON and COMPANY, which share the same bytes",
    ]);
  });
});
