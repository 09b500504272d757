import { dirname, resolve } from "node:path";
import {
  type Connector,
  type EventDefinition,
  HmsSyncError,
  type TransportProvider,
} from "@hms-sync/connector-api";
import { sortFindings } from "@hms-sync/core";
import { DEFAULT_LISTEN } from "../api/serve-hub.ts";
import { type ApiKey, DEFAULT_LIMITS, SCOPES, type Scope } from "../hub-options.ts";
import { type ConfigReader, createConfigReader, type Place } from "./config-reader.ts";
import { readConfigSource } from "./config-source.ts";
import type { ConnectorEntry, EntrySettings, HubConfig } from "./hub-config.ts";
import { POLICY_NAMES, readPolicy } from "./read-policy.ts";

const MEMBERS = [
  "store",
  "listen",
  "events",
  "connectors",
  "transports",
  "limits",
  "retention",
  "keys",
  "strict",
] as const;

/**
 * Reads and checks a hub's configuration, `.yaml` or `.ts`. Loads no connector.
 *
 * @throws HMS_CFG_INVALID with every fault as a finding, HMS_CFG_FILE when the file cannot be read.
 */
export async function loadConfig(file: string): Promise<HubConfig> {
  const path = resolve(file);
  const folder = dirname(path);
  const source = await readConfigSource(path);
  const reader = createConfigReader(source);
  const root: Place = { path: [], value: source.value };
  if (source.findings.length === 0 && (source.value === undefined || source.value === null)) {
    reader.fault(root, "the file says nothing", { hint: "List at least the connectors to run." });
  }
  const members = (source.value == null ? undefined : reader.members(root, MEMBERS)) ?? {};
  const config: HubConfig = {
    file: path,
    folder,
    storePath: readStore(reader, members.store, folder),
    listen: readListen(reader, members.listen),
    events: readEvents(reader, members.events, folder),
    connectors: (reader.items(members.connectors) ?? []).flatMap(
      (item) => readConnector(reader, item, folder) ?? [],
    ),
    transports: (members.transports?.value as readonly TransportProvider[] | undefined) ?? [],
    limits: readLimits(reader, members.limits),
    retention: readRetention(reader, members.retention),
    keys: (reader.items(members.keys) ?? []).flatMap((item) => readKey(reader, item) ?? []),
    strict: reader.flag(members.strict) ?? false,
  };
  const findings = sortFindings(reader.findings);
  if (findings.length > 0) {
    const count = findings.length === 1 ? "1 fault" : `${findings.length} faults`;
    throw new HmsSyncError("HMS_CFG_INVALID", `${path} has ${count}`, { findings });
  }
  return config;
}

function readStore(reader: ConfigReader, place: Place | undefined, folder: string): string {
  const text =
    reader.text(place, "where the store is, such as sqlite:./data/hub.db") ?? "sqlite:./data/hub.db";
  const path = /^sqlite:(?!\/\/)(.+)$/.exec(text)?.[1];
  if (path !== undefined) return resolve(folder, path);
  reader.fault(
    place!,
    /^postgres(ql)?:/.test(text)
      ? "names a PostgreSQL store, which this version does not support"
      : "must be sqlite: and the path of a file",
    { hint: "Write sqlite:./data/hub.db; the folder belongs to this hub alone." },
  );
  return "";
}

function readListen(reader: ConfigReader, place: Place | undefined): string {
  const text = reader.text(place, "HOST:PORT");
  if (text === undefined) return DEFAULT_LISTEN;
  const port = Number(/^(?:\[[0-9a-f:]+\]|[^:[\]]+):(\d{1,5})$/i.exec(text)?.[1] ?? Number.NaN);
  if (!(port <= 65_535)) reader.fault(place!, "must be HOST:PORT, such as 127.0.0.1:8787");
  return text;
}

function readEvents(reader: ConfigReader, place: Place | undefined, folder: string): HubConfig["events"] {
  const items = reader.items(place);
  if (items === undefined) return ["@hms-sync/events"];
  return items.flatMap((item): HubConfig["events"] => {
    // definitions come from a configuration in TypeScript
    if (typeof item.value === "object" && item.value !== null)
      return [[item.value].flat() as EventDefinition[]];
    const text = reader.text(item, "a package or the path of a file");
    return text === undefined ? [] : [isPath(text) ? resolve(folder, text) : text];
  });
}

function readConnector(reader: ConfigReader, place: Place, folder: string): ConnectorEntry | undefined {
  if (typeof (place.value as Partial<Connector> | null)?.createTransport === "function") {
    return { from: "code", connector: place.value as Connector };
  }
  const members = reader.members(place, ["package", "manifest", "id", "options", ...POLICY_NAMES]);
  if (members === undefined) return undefined;
  const name = reader.text(members.package, "the name of a package");
  const manifest = reader.text(members.manifest, "the path of a manifest");
  if ((members.package === undefined) === (members.manifest === undefined)) {
    reader.fault(place, "needs either `package` or `manifest`");
  }
  const options = reader.members(members.options, ["endpoint", "password", "settings"]);
  const id = reader.text(members.id);
  const endpoint = reader.text(options?.endpoint, "a URL, or a reference such as env:NAME");
  const password = readSecret(reader, options?.password);
  const policy = POLICY_NAMES.some((group) => members[group] !== undefined)
    ? readPolicy(reader, members)
    : undefined;
  const settings: EntrySettings = {
    ...(id !== undefined && { id }),
    ...(endpoint !== undefined && { endpoint }),
    ...(password !== undefined && { password }),
    ...(options?.settings !== undefined && { settings: options.settings.value as Record<string, unknown> }),
    ...(policy !== undefined && { policy }),
  };
  if (manifest !== undefined) return { from: "manifest", path: resolve(folder, manifest), settings };
  return name === undefined ? undefined : { from: "package", name, settings };
}

function readSecret(reader: ConfigReader, place: Place | undefined): string | undefined {
  const text = reader.text(place, "a reference such as env:NAME");
  if (text === undefined || /^(env|file):./.test(text)) return text;
  reader.fault(place!, "is a secret in the clear", {
    hint: "Write env:NAME or file:PATH; the hub reads it when it connects.",
  });
  return undefined;
}

function readLimits(reader: ConfigReader, place: Place | undefined): HubConfig["limits"] {
  const members = reader.members(place, ["body", "waiting"]);
  return {
    bodyBytes: reader.sizeBytes(members?.body) ?? DEFAULT_LIMITS.bodyBytes,
    waiting: reader.number(members?.waiting, 1, 1_000_000_000, true) ?? DEFAULT_LIMITS.waiting,
  };
}

const FOR_EVER_MS = Number.MAX_SAFE_INTEGER;

function readRetention(reader: ConfigReader, place: Place | undefined): HubConfig["retention"] {
  const members = reader.members(place, ["bodies", "log"]);
  if (members === undefined) return undefined;
  return {
    bodiesMs: reader.durationMs(members.bodies) ?? FOR_EVER_MS,
    logMs: reader.durationMs(members.log) ?? FOR_EVER_MS,
  };
}

function readKey(reader: ConfigReader, place: Place): ApiKey | undefined {
  const members = reader.members(place, ["name", "hash", "scopes"]);
  if (members === undefined) return undefined;
  for (const name of ["name", "hash", "scopes"] as const) {
    if (members[name] === undefined) reader.fault(place, `needs \`${name}\``);
  }
  const hash = reader.text(members.hash);
  if (hash !== undefined && !/^[0-9a-f]{64}$/i.test(hash)) {
    reader.fault(members.hash!, "must be the SHA-256 of the key in 64 hexadecimal digits", {
      hint: "Make it with: printf %s KEY | sha256sum",
    });
  }
  const scopes = (reader.items(members.scopes) ?? []).flatMap((item): Scope[] => {
    const scope = reader.word(item, SCOPES);
    return scope === undefined ? [] : [scope];
  });
  return { name: reader.text(members.name) ?? "", hash: hash ?? "", scopes };
}

function isPath(text: string): boolean {
  return /^\.{0,2}\//.test(text) || /^[A-Za-z]:[\\/]/.test(text);
}
