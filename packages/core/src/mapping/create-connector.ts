import {
  type AnyBinding,
  type Binding,
  type ConnectionTest,
  type Connector,
  type DedupePolicy,
  HmsSyncError,
  type LocalHub,
  localHub,
  type PolicyOverrides,
} from "@hms-sync/connector-api";
import { defineConnector } from "../config/define-connector.ts";
import { DEFAULT_POLICY } from "../policy/default-policy.ts";
import { mergePolicy } from "../policy/merge-policy.ts";
import { bindRules } from "./bind-rules.ts";
import { checkRules } from "./check-rules.ts";
import { type MappingMap, type MappingOf, rulesOfMap } from "./define-mapping.ts";
import type { MappingRule, Overflow } from "./mapping-rule.ts";
import type {
  DroppablePath,
  ExternalField,
  FieldValue,
  ReadablePath,
  Source,
  ValueAt,
  VisibleEvent,
} from "./mapping-types.ts";

/** Where a connector made in code leads to. */
export interface CreateConnectorOptions {
  readonly id: string;
  /** `ftp`, `sftp`, `rest`, … : the hub finds the transport for it. */
  readonly protocol: string;
  /** URL, or a reference `env:NAME`, `file:PATH`. */
  readonly endpoint: string;
  /** A reference `env:NAME` or `file:PATH`; never write a password into code. */
  readonly password?: string;
  /** True: the same event published twice without a change in between is sent once. */
  readonly dedupe?: boolean | DedupePolicy;
  /** Protocol settings by name. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly policy?: PolicyOverrides;
}

/** A connector in the making. Rules are checked by the compiler as they are added and as a whole by `save`. */
export interface ConnectorBuilder<Fields> {
  /** Copies the value at a path that fits `ext`, or writes what a function of the event gives. */
  addMapping<Ext extends ExternalField<Fields>>(rule: {
    readonly hms: Source<Fields, Ext>;
    readonly ext: Ext;
    readonly overflow?: Overflow;
    readonly transform?: undefined;
  }): this;
  /** Copies what `transform` makes of the value. */
  addMapping<Ext extends ExternalField<Fields>, Path extends ReadablePath<Fields>>(rule: {
    readonly hms: Path;
    readonly ext: Ext;
    readonly transform: (value: ValueAt<VisibleEvent<Fields>, Path>) => FieldValue<Fields, Ext>;
    readonly overflow?: Overflow;
  }): this;
  /** Writes the same value every time. */
  addMapping<Ext extends ExternalField<Fields>>(rule: {
    readonly ext: Ext;
    readonly constant: FieldValue<Fields, Ext>;
  }): this;
  /** Leaves personal data out: it is removed before anything is stored. */
  addMapping(rule: {
    readonly hms: DroppablePath<Fields>;
    readonly ext?: "NONE";
    readonly action: "drop";
  }): this;
  /** Adds the rules of an object map, which `defineMapping` types; it also proves that no required field is missing. */
  addMappings(mapping: MappingOf<Fields>): this;
  /**
   * Registers the connector in this process's hub; one with the same id is replaced.
   *
   * @throws HMS_MAP_INVALID with every fault of the rules, HMS_CFG_INVALID with every fault of the options,
   * HMS_PLG_NO_LOCAL_HUB when no hub runs in this process.
   */
  save(): Promise<void>;
  /**
   * Tries the connection in named steps and leaves nothing behind. Needs neither rules nor `save`.
   *
   * @throws HMS_CFG_INVALID, HMS_PLG_NO_LOCAL_HUB as `save` does.
   */
  testConnection(signal?: AbortSignal): Promise<ConnectionTest>;
}

/** A rule as plain JavaScript may give it. */
interface GivenRule {
  readonly hms?: string | ((event: never) => unknown);
  readonly ext?: string;
  readonly transform?: ((value: never) => unknown) | undefined;
  readonly overflow?: Overflow;
  readonly constant?: unknown;
  readonly action?: "drop";
}

/**
 * A connector in a few calls, for a hub in the same process.
 *
 * The generated binding carries the types of both sides; a wrong path, a value that does not fit, or personal data that
 * the manifest does not allow is a compile error at its rule.
 *
 * @example
 * const dmv = createConnector(appointmentCreatedToDmv, { id: "dmv_mainframe", protocol: "ftp", endpoint: "ftp://10.2.3.4/inbox" })
 *   .addMapping({ hms: "ticket.id", ext: "APPT_NUM" })
 *   .addMapping({ hms: "ticket.data.time", ext: "APPT_TIME", transform: (value) => value.slice(0, 16) })
 *   .addMapping({ hms: "ticket.data.ssn", ext: "NONE", action: "drop" });
 * await dmv.save();
 */
export function createConnector<Event, Row, Fields>(
  binding: Binding<Event, Row, Fields>,
  options: CreateConnectorOptions,
): ConnectorBuilder<Fields> {
  const rules: MappingRule[] = [];
  const builder = {
    addMapping(rule: GivenRule) {
      rules.push(keptRule(rule));
      return builder;
    },
    addMappings(mapping: unknown) {
      rules.push(...rulesOfMap(mapping as MappingMap));
      return builder;
    },
    async save() {
      const problems = checkRules(binding, rules);
      if (problems.length > 0) {
        const lines = problems.map((problem) => `${problem.path} ${problem.message}`);
        const count = problems.length === 1 ? "1 fault" : `${problems.length} faults`;
        throw new HmsSyncError(
          "HMS_MAP_INVALID",
          `the mapping of ${binding.event} to ${options.id} has ${count}: ${lines.join("; ")}`,
          { problems, meta: { connector: options.id, event: binding.event } },
        );
      }
      const hub = hubOfThisProcess(options.id);
      await hub.register(await makeConnector(hub, bindRules(binding, rules), options));
    },
    async testConnection(signal?: AbortSignal) {
      const hub = hubOfThisProcess(options.id);
      return hub.testConnection(await makeConnector(hub, binding, options), signal);
    },
  };
  // the overloads narrow what may be given; what is kept is the same for all
  return builder as unknown as ConnectorBuilder<Fields>;
}

function keptRule(rule: GivenRule): MappingRule {
  const { hms = "", ext = "", overflow = "reject", transform } = rule;
  if (typeof hms === "function") return { kind: "compute", ext, compute: hms, overflow };
  if (rule.action === "drop") return { kind: "drop", hms };
  if ("constant" in rule) return { kind: "constant", ext, value: rule.constant };
  return { kind: "copy", hms, ext, overflow, ...(transform === undefined ? {} : { transform }) };
}

async function makeConnector(
  hub: LocalHub,
  binding: AnyBinding,
  options: CreateConnectorOptions,
): Promise<Connector> {
  const { id, protocol, endpoint, password, settings } = options;
  const policy =
    options.dedupe === undefined
      ? options.policy
      : { ...options.policy, dedupe: options.dedupe === true ? ({ by: "packet" } as const) : options.dedupe };
  const definition = {
    id,
    protocol,
    endpoint,
    bindings: [binding],
    policy: mergePolicy(DEFAULT_POLICY, policy),
    ...(password !== undefined && { password }),
    ...(settings !== undefined && { settings }),
  };
  return defineConnector(definition, await hub.transportFor(protocol))();
}

function hubOfThisProcess(connector: string): LocalHub {
  const hub = localHub();
  if (hub !== undefined) return hub;
  throw new HmsSyncError("HMS_PLG_NO_LOCAL_HUB", `connector ${connector}: no hub runs in this process`, {
    meta: { connector },
  });
}
