import { HmsSyncError, type TransportProvider } from "@hms-sync/connector-api";

/**
 * The transport for a protocol from the installed package `@hms-sync/transport-<protocol>`.
 *
 * @throws HMS_PLG_NOT_FOUND when it is not installed, HMS_PLG_BAD_EXPORT when it gives no transport.
 */
export async function findTransport(protocol: string): Promise<TransportProvider> {
  return await importTransport(protocol, (name) => import(name));
}

/** The same, with the way to import a package by its name. */
export async function importTransport(
  protocol: string,
  importPackage: (name: string) => Promise<unknown>,
): Promise<TransportProvider> {
  // a protocol is part of a package's name: letters and digits only
  const name = `@hms-sync/transport-${protocol}`;
  let module: { readonly transport?: unknown };
  try {
    if (!/^[a-z][a-z0-9-]*$/.test(protocol)) throw new Error("no name of a protocol");
    module = (await importPackage(name)) as typeof module;
  } catch (cause) {
    throw new HmsSyncError("HMS_PLG_NOT_FOUND", `no transport for the protocol ${protocol}: ${name} cannot be loaded`, {
      hint: `Install ${name}, or give the hub a transport for ${protocol}.`,
      cause,
    });
  }
  const transport = module.transport as TransportProvider | undefined;
  if (typeof transport?.create === "function" && transport.protocol === protocol) return transport;
  throw new HmsSyncError("HMS_PLG_BAD_EXPORT", `${name} does not export a transport for ${protocol}`, {
    hint: "A transport package exports `transport`, with `protocol`, `supports` and `create`.",
  });
}
