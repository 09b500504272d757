import { hasErrors } from "@hms-sync/connector-api";
import type { RecordShape } from "@hms-sync/gen/source";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { findingJson } from "../output/finding-json.ts";
import { print } from "../output/print.ts";
import { renderFindingList } from "../output/render-finding-list.ts";
import { type Column, renderTable } from "../output/table.ts";
import { type LayoutRow, layoutRecord, layoutRows } from "../records/layout-items.ts";
import { chosenShapes, readCopybook } from "../records/read-copybook.ts";

/** `hms-sync layout FILE`: where every field stands, or everything that is wrong with the copybook. */
export async function runLayout(invocation: Invocation): Promise<ExitCode> {
  const copybook = await readCopybook(invocation);
  const { findings } = copybook;
  const shapes = hasErrors(findings) ? [] : chosenShapes(copybook, invocation);
  if (!invocation.json) {
    const surroundings = {
      folder: invocation.session.folder,
      style: invocation.errorStyle,
      sources: copybook.sources,
    };
    invocation.session.stderr.write(await renderFindingList(findings, surroundings));
  }
  print(invocation, { records: shapes.map(layoutRecord), findings: findings.map(findingJson) }, () =>
    shapes.map((shape) => layoutText(shape, invocation)).join("\n"),
  );
  return hasErrors(findings) ? EXIT_CODES.failed : EXIT_CODES.fine;
}

function layoutText(shape: RecordShape, { style }: Invocation): string {
  const columns: readonly Column<LayoutRow>[] = [
    {
      title: "level",
      align: "right",
      text: ({ item, type }) => (type === "slack" ? "" : String(item.level).padStart(2, "0")),
    },
    {
      title: "name",
      text: ({ depth, item }) => `${"  ".repeat(depth)}${item.name}`,
      paint: (cell, { item }) =>
        item.name === "FILLER" || item.name === "(slack)" ? style.dim(cell) : style.name(cell),
    },
    { title: "offset", align: "right", text: ({ item }) => item.offset },
    { title: "length", align: "right", text: ({ item }) => item.length },
    { title: "occurs", align: "right", text: occursText },
    { title: "picture", text: ({ item }) => item.picture },
    { title: "usage", text: ({ item }) => item.usage },
    { title: "type", text: ({ type }) => type, paint: style.dim },
    { title: "note", text: noteText },
  ];
  const title = `${style.bold(shape.name ?? "(no 01 level)")}  ${style.dim(`${shape.length} bytes`)}\n\n`;
  return title + renderTable(columns, layoutRows(shape).flatMap(withSlack), style);
}

/** An item with the bytes in front of it that SYNCHRONIZED left free. */
function withSlack(row: LayoutRow): LayoutRow[] {
  if (row.slack === 0) return [row];
  const { item, slack, depth } = row;
  const free = { name: "(slack)", path: item.path, offset: item.offset - slack, length: slack };
  return [
    { depth, item: { ...free, level: item.level, picture: "", usage: "" }, type: "slack", slack: 0 },
    row,
  ];
}

function noteText({ item: { redefines, occurs } }: LayoutRow): string {
  const notes = [
    ...(redefines === undefined ? [] : [`redefines ${lastOf(redefines)}`]),
    ...(occurs?.dependingOn === undefined ? [] : [`as many as ${lastOf(occurs.dependingOn)} says`]),
  ];
  return notes.join(", ");
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function occursText({ item: { occurs } }: LayoutRow): string {
  if (occurs === undefined) return "";
  return occurs.min === occurs.max ? `${occurs.max}x` : `${occurs.min}-${occurs.max}x`;
}
