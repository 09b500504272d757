import { HmsSyncError, type TransportProvider } from "@hms-sync/connector-api";
import { describeError } from "@hms-sync/core";
import { findPackage } from "./resolve-module.ts";

/**
 * The transport for a protocol from the installed package `@hms-sync/transport-<protocol>`: looked for from the given
 * folder first, then beside the hub.
 *
 * @throws HMS_PLG_NOT_FOUND when it is not installed, HMS_PLG_LOAD_FAILED, HMS_PLG_BAD_EXPORT when it gives no transport.
 */
export async function findTransport(protocol: string, folder: string): Promise<TransportProvider> {
  const name = `@hms-sync/transport-${protocol}`;
  // a protocol is part of a package's name, nothing else
  const valid = /^[a-z][a-z0-9-]*$/.test(protocol);
  const found = valid ? (findPackage(name, folder) ?? findPackage(name, import.meta.dirname)) : undefined;
  if (found === undefined) {
    throw new HmsSyncError("HMS_PLG_NOT_FOUND", `there is no transport for the protocol ${protocol}`, {
      hint: `Install ${name}, or give the hub a transport for ${protocol}.`,
      meta: { package: name },
    });
  }
  let module: { readonly transport?: TransportProvider };
  try {
    module = (await import(found.entry)) as typeof module;
  } catch (cause) {
    throw new HmsSyncError(
      "HMS_PLG_LOAD_FAILED",
      `${name} cannot be loaded: ${describeError(cause).message}`,
      {
        cause,
        meta: { package: name },
      },
    );
  }
  const { transport } = module;
  if (typeof transport?.create === "function" && transport.protocol === protocol) return transport;
  throw new HmsSyncError("HMS_PLG_BAD_EXPORT", `${name} exports no transport for ${protocol}`, {
    hint: "A transport package exports `transport`, with `protocol`, `supports` and `create`.",
    meta: { package: name },
  });
}
