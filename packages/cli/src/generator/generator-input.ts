import type { GenerateOptions } from "@hms-sync/gen";
import type { Invocation } from "../command-line/invocation.ts";

/** What the generator gets from the command line: the manifests, and every reader of outside contracts there is. */
export async function generatorInput(
  invocation: Invocation,
): Promise<Pick<GenerateOptions, "cwd" | "manifests" | "readers" | "resolveProfile">> {
  const { copybookReader, resolveProfile } = await import("@hms-sync/gen-copybook");
  const manifests = invocation.argumentList("manifest");
  return {
    cwd: invocation.session.folder,
    ...(manifests.length === 0 ? {} : { manifests }),
    readers: [copybookReader],
    resolveProfile,
  };
}
