import { HmsSyncError, hasErrors } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { print } from "../output/print.ts";
import { type Column, renderTable } from "../output/table.ts";
import { compareLayouts, type LayoutChange } from "../records/compare-layouts.ts";
import { chosenShapes, readCopybook } from "../records/read-copybook.ts";

/** `hms-sync diff OLD NEW`: what a new version of a copybook changes; exit code 1 when it breaks. */
export async function runDiff(invocation: Invocation): Promise<ExitCode> {
  const versions = [
    await readCopybook(invocation, invocation.argument("old")),
    await readCopybook(invocation, invocation.argument("new")),
  ] as const;
  const findings = versions.flatMap((version) => version.findings);
  if (hasErrors(findings)) {
    throw new HmsSyncError("HMS_CLI_COPYBOOK", "copybooks with errors cannot be compared", { findings });
  }
  const [before, after] = versions.map((version) => chosenShapes(version, invocation));
  const changes = compareLayouts(before!, after!);
  const breaking = changes.some((change) => change.breaking);
  print(invocation, { breaking, changes }, () => changesText(changes, breaking, invocation));
  return breaking ? EXIT_CODES.failed : EXIT_CODES.fine;
}

function changesText(changes: readonly LayoutChange[], breaking: boolean, { style }: Invocation): string {
  if (changes.length === 0) return `${style.good("No difference in layout.")}\n`;
  const columns: readonly Column<LayoutChange>[] = [
    {
      title: "",
      text: (change) => (change.breaking ? "breaks" : ""),
      paint: (cell) => style.bad(cell),
    },
    { title: "change", text: ({ change }) => change },
    {
      title: "field",
      text: ({ path, what }) => (what === "record" ? `${path} (record)` : path),
      paint: style.name,
    },
    { title: "before", text: ({ from }) => from },
    { title: "now", text: ({ to }) => to },
    { title: "by", align: "right", text: ({ by }) => (by === undefined ? "" : signed(by)) },
  ];
  const verdict = breaking
    ? style.bad("This breaks: files and mappings of the old version do not fit the new one.")
    : style.good("Nothing breaks: files and mappings of the old version fit the new one.");
  return `${renderTable(columns, changes, style)}\n${verdict}\n`;
}

function signed(by: number): string {
  return by > 0 ? `+${by}` : String(by);
}
