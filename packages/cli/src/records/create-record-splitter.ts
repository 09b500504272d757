import type { Framing, RecordCodec } from "@hms-sync/connector-api";
import type { LayoutNode, ProfileSettings } from "@hms-sync/gen/source";
import type { Splitter } from "@hms-sync/records";

const SPACE = { ebcdic: 0x40, ascii: 0x20 } as const;

/** What a file of records looks like. */
export interface RecordFile {
  readonly codec: RecordCodec;
  /** Of every kind of record in it. */
  readonly roots: readonly LayoutNode[];
  readonly settings: ProfileSettings;
  readonly framing: Framing;
}

/** A splitter for the records of a copybook. */
export async function createRecordSplitter({
  codec,
  roots,
  settings,
  framing,
}: RecordFile): Promise<Splitter> {
  const { createSplitter } = await import("@hms-sync/records");
  return createSplitter({
    framing,
    length: codec.layout.length,
    textOnly: roots.every(isText),
    ...(codec.lengthOf === undefined ? {} : { lengthOf: (bytes) => codec.lengthOf!(bytes) }),
    space: settings.codePage.startsWith("cp") ? SPACE.ebcdic : SPACE.ascii,
  });
}

/** No byte of the node can be a line end by chance. */
function isText(node: LayoutNode): boolean {
  return node.node === "group" ? node.children.every(isText) : node.usage === "DISPLAY";
}
