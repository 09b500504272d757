import { HmsSyncError } from "@hms-sync/connector-api";

/** What a file name may be made of. */
export interface FileNameParts {
  readonly packetId: string;
  readonly deliveryId: string;
  /** From the connector's durable sequence; needed where the pattern has `{seq:n}`. */
  readonly seq?: number;
  /** Ms since 1970; dates in names are UTC. */
  readonly at: number;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;
const SEQUENCE = /^seq:([1-9]|1[0-8])$/;
const DATE = /^date:((?:yyyy|MM|dd|HH|mm|ss|-|_)+)$/;

/**
 * The final name of a delivery's file.
 *
 * @throws HMS_CFG_INVALID when the pattern has faults, and when a sequence number needs more digits than it has.
 */
export function fileName(pattern: string, parts: FileNameParts): string {
  const faults = fileNameFaults(pattern);
  if (faults.length > 0) throw new HmsSyncError("HMS_CFG_INVALID", `file.name: ${faults.join("; ")}`);
  return pattern.replace(PLACEHOLDER, (_, placeholder: string) => fill(placeholder, parts));
}

/** True when the pattern needs a number of the connector's durable sequence. */
export function usesSequence(pattern: string): boolean {
  return [...pattern.matchAll(PLACEHOLDER)].some(([, placeholder]) => SEQUENCE.test(placeholder!));
}

/**
 * What is wrong with a pattern; empty when it may be used.
 *
 * Two deliveries must never share a name, so a name needs the packet's or delivery's id or a sequence.
 */
export function fileNameFaults(pattern: string): string[] {
  const faults: string[] = [];
  const placeholders = [...pattern.matchAll(PLACEHOLDER)].map(([, placeholder]) => placeholder!);
  for (const placeholder of placeholders) {
    if (isId(placeholder) || SEQUENCE.test(placeholder) || DATE.test(placeholder)) continue;
    faults.push(
      `{${placeholder}} is unknown: expected {packetId}, {deliveryId}, {seq:6}, or {date:yyyyMMdd} of yyyy MM dd HH mm ss`,
    );
  }
  const text = pattern.replace(PLACEHOLDER, "");
  if (/[{}]/.test(text)) faults.push("has a brace without its partner");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[/\\\u0000-\u001f\u007f]/.test(text))
    faults.push("has a slash or a control character; the folder belongs to the endpoint");
  if (/^\.{1,2}$/.test(pattern.trim()) || pattern.trim() === "") faults.push("is no name");
  if (!placeholders.some((placeholder) => isId(placeholder) || SEQUENCE.test(placeholder))) {
    faults.push("two deliveries would get the same name: add {packetId}, {deliveryId} or {seq:6}");
  }
  return faults;
}

function isId(placeholder: string): boolean {
  return placeholder === "packetId" || placeholder === "deliveryId";
}

function fill(placeholder: string, parts: FileNameParts): string {
  if (placeholder === "packetId") return parts.packetId;
  if (placeholder === "deliveryId") return parts.deliveryId;
  const sequence = SEQUENCE.exec(placeholder);
  if (sequence === null) return dateText(DATE.exec(placeholder)![1]!, parts.at);
  const width = Number(sequence[1]);
  const digits = String(parts.seq ?? "");
  // a cut number would repeat an earlier name and overwrite its file
  if (digits === "" || digits.length > width) {
    throw new HmsSyncError(
      "HMS_CFG_INVALID",
      digits === ""
        ? "file.name: {seq} needs a sequence number"
        : `file.name: the sequence reached ${digits.length} digits and {seq:${width}} has room for ${width}`,
    );
  }
  return digits.padStart(width, "0");
}

function dateText(form: string, atMs: number): string {
  const [year, month, day, hour, minute, second] = new Date(atMs).toISOString().split(/[-T:.]/);
  const values: Record<string, string> = {
    yyyy: year!,
    MM: month!,
    dd: day!,
    HH: hour!,
    mm: minute!,
    ss: second!,
  };
  return form.replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => values[part]!);
}
