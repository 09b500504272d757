import { HmsSyncError, type OutboundMessage } from "@hms-sync/connector-api";

/** The three names that one delivery has in its folder. */
export interface RemoteNames {
  /**
   * Only the delivery id: two deliveries never share it, and after a crash the next upload of the same delivery takes the
   * place of what the last one left, even when it gets another final name.
   */
  readonly temporary: string;
  readonly final: string;
  /** Empty file that says that the final one is complete. */
  readonly marker: string | undefined;
}

/**
 * Says what is wrong with a folder on the server, or nothing.
 *
 * A CR or LF would end the command and begin another one; `..` would leave the folder that the operator named.
 */
export function folderFault(folder: string): string | undefined {
  if (hasControl(folder)) return "contains a control character";
  if (folder.split(/[/\\]/).includes("..")) return 'contains ".."';
  return undefined;
}

/** Says what is wrong with a file name, or nothing: a name is one path segment. */
export function nameFault(name: string): string | undefined {
  if (name === "" || name === "." || name === "..") return "is no file name";
  if (hasControl(name)) return "contains a control character";
  if (/[/\\]/.test(name)) return "contains a path separator";
  return undefined;
}

/** Folder and name as one path; an empty folder is the one that the server opens after login. */
export function remotePath(folder: string, name: string): string {
  if (folder === "") return name;
  return folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`;
}

/**
 * The names of a message in its folder.
 *
 * @throws HMS_NET_NAME when the message's name or delivery id cannot be part of a path.
 */
export function remoteNames(
  folder: string,
  message: Pick<OutboundMessage, "name" | "deliveryId">,
  marker: string | undefined,
): RemoteNames {
  for (const part of [message.name, message.deliveryId]) {
    const fault = nameFault(part);
    if (fault === undefined) continue;
    throw new HmsSyncError("HMS_NET_NAME", `the file name ${JSON.stringify(part)} ${fault}`);
  }
  return {
    temporary: remotePath(folder, `.${message.deliveryId}.part`),
    final: remotePath(folder, message.name),
    marker: marker === undefined ? undefined : remotePath(folder, `${message.name}${marker}`),
  };
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
