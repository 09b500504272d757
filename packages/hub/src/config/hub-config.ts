import type { Connector, EventDefinition, PolicyOverrides, TransportProvider } from "@hms-sync/connector-api";
import type { ApiKey, HubLimits, Scope } from "../hub-options.ts";

/** A duration as people write it: `500ms`, `10s`, `5m`, `2h`, `3d`. */
type Duration = string;

/** What `hms-sync.config.ts` or `.yaml` says; everything has a default but the connectors one wants. */
export interface HubConfigFile {
  /** `sqlite:./data/hub.db` when absent. */
  readonly store?: string;
  /** `127.0.0.1:8787` when absent. */
  readonly listen?: string;
  /** Packages, files, or definitions; `@hms-sync/events` when absent. */
  readonly events?: readonly (string | EventDefinition | readonly EventDefinition[])[];
  /** Only what is listed is loaded. */
  readonly connectors?: readonly (ConnectorEntryFile | Connector)[];
  /** Transports for connectors that are made in code. */
  readonly transports?: readonly TransportProvider[];
  readonly limits?: { readonly body?: string | number; readonly waiting?: number };
  readonly retention?: { readonly bodies?: Duration; readonly log?: Duration };
  readonly keys?: readonly {
    readonly name: string;
    readonly hash: string;
    readonly scopes: readonly Scope[];
  }[];
  /** Do not start when one connector fails to load. */
  readonly strict?: boolean;
}

/** A connector by its package or its manifest; any policy of the manifest may be replaced in part. */
export interface ConnectorEntryFile {
  readonly package?: string;
  readonly manifest?: string;
  readonly id?: string;
  readonly options?: {
    readonly endpoint?: string;
    readonly password?: string;
    readonly settings?: Readonly<Record<string, unknown>>;
  };
  readonly order?: {
    readonly key?: "entity" | "none";
    readonly after?: "sent" | "acked";
    readonly onReject?: "continue" | "park";
  };
  readonly dedupe?: false | { readonly by: "packet" | readonly string[]; readonly window?: Duration };
  readonly retry?: {
    readonly delays?: readonly Duration[];
    readonly jitter?: number;
    readonly maxAge?: Duration;
  };
  readonly file?: { readonly name?: string; readonly marker?: string };
  readonly ack?: {
    readonly folder?: string;
    readonly pattern?: string;
    readonly poll?: Duration;
    readonly deadline?: Duration;
    readonly then?: "archive" | "delete" | "keep";
  };
}

/** A checked entry of the list of connectors. */
export type ConnectorEntry =
  | { readonly from: "package"; readonly name: string; readonly settings: EntrySettings }
  | { readonly from: "manifest"; readonly path: string; readonly settings: EntrySettings }
  | { readonly from: "code"; readonly connector: Connector };

export interface EntrySettings {
  readonly id?: string;
  readonly endpoint?: string;
  readonly password?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly policy?: PolicyOverrides;
}

/** A checked configuration: durations in ms, sizes in bytes, paths absolute. */
export interface HubConfig {
  /** The file it was read from. */
  readonly file: string;
  /** Relative paths and packages are looked for from here. */
  readonly folder: string;
  /** The SQLite file. */
  readonly storePath: string;
  readonly listen: string;
  /** Packages, absolute paths of files, or definitions. */
  readonly events: readonly (string | readonly EventDefinition[])[];
  readonly connectors: readonly ConnectorEntry[];
  readonly transports: readonly TransportProvider[];
  readonly limits: HubLimits;
  readonly retention: { readonly bodiesMs: number; readonly logMs: number } | undefined;
  readonly keys: readonly ApiKey[];
  readonly strict: boolean;
}

/** Types a configuration written in TypeScript; gives it back as it is. */
export function defineConfig(config: HubConfigFile): HubConfigFile {
  return config;
}
