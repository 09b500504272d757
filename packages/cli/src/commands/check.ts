import { hasErrors } from "@hms-sync/connector-api";
import { EXIT_CODES, type ExitCode } from "../command-line/exit-codes.ts";
import type { Invocation } from "../command-line/invocation.ts";
import { generatorInput } from "../generator/generator-input.ts";
import { findingJson } from "../output/finding-json.ts";
import { print } from "../output/print.ts";
import { renderFindingList } from "../output/render-finding-list.ts";

/** `hms-sync check [MANIFEST…]`: the findings, and nothing written. */
export async function runCheck(invocation: Invocation): Promise<ExitCode> {
  const { checkManifests } = await import("@hms-sync/gen");
  const { findings } = await checkManifests(await generatorInput(invocation));
  const { session, style } = invocation;
  const text = invocation.json ? "" : await renderFindingList(findings, { folder: session.folder, style });
  print(invocation, { findings: findings.map(findingJson) }, () =>
    findings.length === 0 ? `${style.good("No findings.")}\n` : text,
  );
  return hasErrors(findings) ? EXIT_CODES.failed : EXIT_CODES.fine;
}
