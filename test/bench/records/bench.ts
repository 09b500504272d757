import { benchEncodeDecode, benchPeers } from "./encode-decode.ts";
import { benchGeneration } from "./generation.ts";
import { benchLargeFile } from "./large-file.ts";

/** Records against a copy, a line by hand and the libraries of npm; with `large`, a file through the command line. */
export async function bench(options: { rounds: number; seconds: number; large?: string }): Promise<void> {
  if (options.large !== undefined) {
    await benchLargeFile(options.large);
    return;
  }
  await benchEncodeDecode(options);
  await benchPeers(options);
  benchGeneration();
}
