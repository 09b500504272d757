import { ERROR_CATALOGUE, type ErrorCode } from "@hms-sync/connector-api";

const AREAS: Record<string, string> = {
  EVT: "Events and payloads",
  MAN: "Manifests",
  MAP: "Mappings",
  CPY: "Copybooks",
  REC: "Records",
  GEN: "Generating",
  NET: "The network and outside systems",
  ACK: "Answers",
  STO: "The store",
  HUB: "The hub",
  PLG: "Connectors, transports and event packs",
  CFG: "Configuration",
  CLI: "The command line",
};

function areaOf(code: string): string {
  return code.split("_")[1]!;
}

/** The page of every error code, from the catalogue. */
export function errorPage(): string {
  const lines = [
    "# Errors",
    "",
    "Every error of HMS Sync carries one of these codes. `retry: later` means that the same call may succeed later",
    "without a change; the status is the HTTP status when the error leaves through the API.",
  ];
  const codes = (Object.keys(ERROR_CATALOGUE) as ErrorCode[]).sort();
  for (const [area, title] of Object.entries(AREAS)) {
    const inArea = codes.filter((code) => areaOf(code) === area);
    if (inArea.length === 0) continue;
    lines.push("", `## ${title}`);
    for (const code of inArea) {
      const { summary, hint, retry, status } = ERROR_CATALOGUE[code];
      const facts = [`retry: ${retry}`, ...(status === undefined ? [] : [`status: ${status}`])].join(" · ");
      lines.push("", `### ${code}`, "", summary, "", `**What to do.** ${hint}`, "", facts);
    }
  }
  return `${lines.join("\n")}\n`;
}
