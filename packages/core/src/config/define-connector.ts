import {
  type Connector,
  type ConnectorDefinition,
  type ConnectorFactory,
  type ConnectorOptions,
  type ConnectorPolicy,
  nearestNames,
  type PolicyOverrides,
  type TransportContext,
  type TransportProvider,
} from "@hms-sync/connector-api";
import { DEFAULT_POLICY } from "../policy/default-policy.ts";
import { mergePolicy } from "../policy/merge-policy.ts";
import { policyFaults } from "../policy/policy-faults.ts";
import { type ConfigurationFault, configurationError } from "./configuration-error.ts";

const OPTIONS = ["id", "endpoint", "password", "settings", "policy"];
const GROUPS = Object.keys(DEFAULT_POLICY);

/**
 * Makes a connector package's factory from what its generated code says.
 *
 * The factory checks its options against the definition and the transport's abilities, and does no I/O. Endpoint and
 * password may be references; they are resolved when the hub makes the transport, so a rotated secret needs no rebuild.
 *
 * @throws HMS_CFG_INVALID, from the factory, with every fault at once.
 */
export function defineConnector(
  definition: ConnectorDefinition,
  provider: TransportProvider,
): ConnectorFactory {
  return (options = {}) => {
    const id = options.id ?? definition.id;
    const endpoint = options.endpoint ?? definition.endpoint;
    const password = options.password ?? definition.password;
    const faults = [...optionFaults(options), ...definitionFaults({ ...definition, id, endpoint }, provider)];
    const policy = mergePolicy(definition.policy, wellFormed(options.policy));
    const subject = {
      protocol: definition.protocol,
      supports: provider.supports,
      bindings: definition.bindings,
    };
    faults.push(
      ...policyFaults(policy, subject).map((fault) => ({ ...fault, path: `policy.${fault.path}` })),
    );
    if (faults.length > 0) throw configurationError(`connector ${String(id)}`, faults);
    const settings = { ...definition.settings, ...options.settings };
    return connector(
      { ...definition, id, endpoint, policy, settings, ...(password !== undefined && { password }) },
      provider,
    );
  };
}

function connector(
  definition: ConnectorDefinition & { readonly policy: ConnectorPolicy },
  provider: TransportProvider,
): Connector {
  const { id, protocol, endpoint, password, policy, settings } = definition;
  return Object.freeze({
    apiVersion: 1,
    id,
    protocol,
    bindings: Object.freeze([...definition.bindings]),
    policy,
    supports: provider.supports,
    createTransport: (context: TransportContext) =>
      provider.create(
        {
          endpoint: context.resolveSecret(endpoint),
          ...(password === undefined ? {} : { password: context.resolveSecret(password) }),
          file: policy.file,
          ack: policy.ack,
          ...(settings === undefined ? {} : { settings }),
        },
        context,
      ),
  });
}

function definitionFaults(
  definition: ConnectorDefinition,
  provider: TransportProvider,
): ConfigurationFault[] {
  const faults: ConfigurationFault[] = [];
  if (typeof definition.id !== "string" || !/^[A-Za-z][\w-]{0,63}$/.test(definition.id)) {
    faults.push({ path: "id", message: "expected up to 64 letters, digits, _ and -, the first a letter" });
  }
  if (typeof definition.endpoint !== "string" || definition.endpoint.trim() === "") {
    faults.push({ path: "endpoint", message: "expected a URL or a reference such as env:DMV_ENDPOINT" });
  }
  if (definition.protocol !== provider.protocol) {
    faults.push({
      path: "protocol",
      message: `the connector speaks ${definition.protocol}, the transport given speaks ${provider.protocol}`,
    });
  }
  if (definition.bindings.length === 0)
    faults.push({ path: "bindings", message: "expected at least one event" });
  const events = definition.bindings.map((binding) => binding.event);
  for (const event of new Set(events.filter((candidate, index) => events.indexOf(candidate) !== index))) {
    faults.push({ path: "bindings", message: `${event} is bound twice` });
  }
  return faults;
}

function optionFaults(options: ConnectorOptions): ConfigurationFault[] {
  const faults = Object.keys(options).flatMap((name) => unknownName("", name, OPTIONS));
  if (options.password !== undefined && typeof options.password !== "string") {
    faults.push({
      path: "password",
      message: "expected a reference such as env:DMV_PASSWORD or file:/run/secrets/dmv",
    });
  }
  if (options.settings !== undefined && !isPlainObject(options.settings)) {
    faults.push({ path: "settings", message: "expected names with values" });
  }
  if (options.policy === undefined) return faults;
  if (!isPlainObject(options.policy))
    return [...faults, { path: "policy", message: "expected groups of settings" }];
  for (const [group, value] of Object.entries(options.policy)) {
    faults.push(...unknownName("policy.", group, GROUPS));
    if (group !== "dedupe" && GROUPS.includes(group) && !isPlainObject(value)) {
      faults.push({ path: `policy.${group}`, message: "expected names with values" });
    }
  }
  return faults;
}

/** The groups that can be merged, so that their own faults are found beside those of the others. */
function wellFormed(policy: unknown): PolicyOverrides | undefined {
  if (!isPlainObject(policy)) return undefined;
  return Object.fromEntries(
    Object.entries(policy).filter(
      ([group, value]) => GROUPS.includes(group) && (group === "dedupe" || isPlainObject(value)),
    ),
  );
}

function unknownName(prefix: string, name: string, known: readonly string[]): ConfigurationFault[] {
  if (known.includes(name)) return [];
  const near = nearestNames(name, known);
  const guess = near.length === 0 ? `known are ${known.join(", ")}` : `did you mean ${near.join(" or ")}?`;
  return [{ path: `${prefix}${name}`, message: `is unknown: ${guess}` }];
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
