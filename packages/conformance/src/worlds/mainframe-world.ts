import { type FtpWorld, type FtpWorldOptions, startFtpWorld, type WorldFile } from "./ftp-world.ts";

/** An answer file, in its bytes. */
export interface MainframeAnswer {
  /** Name without a folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface MainframeWorldOptions extends Omit<FtpWorldOptions, "folders" | "onFile"> {
  /** The batch program: reads one input file and says what to answer, or nothing. */
  readonly answer: (
    bytes: Uint8Array,
    name: string,
  ) => MainframeAnswer | undefined | Promise<MainframeAnswer | undefined>;
  /** `/inbox` when absent; `url` points there. */
  readonly inbox?: string;
  /** `/outbox` when absent. */
  readonly outbox?: string;
  /** Names of input files with `*` and `?`; every final name when absent. */
  readonly pattern?: string;
  /** True: the program takes its input away, as most do. Otherwise the file stays to be looked at. */
  readonly takes?: boolean;
}

/** The FTP server, its diary and fault script, and the program above it. */
export interface MainframeWorld extends FtpWorld {
  readonly inbox: string;
  readonly outbox: string;
  /** Every input file that the program read, in order. */
  readonly received: readonly WorldFile[];
  /** Resolves when every file that arrived so far is answered. @throws the program's own error. */
  idle(): Promise<void>;
}

/**
 * A mainframe on top of an FTP server: a batch program wakes for every file in the inbox, one after the other, and
 * writes its answer to the outbox under a temporary name that it renames when the answer is whole.
 */
export async function startMainframeWorld(options: MainframeWorldOptions): Promise<MainframeWorld> {
  const inbox = options.inbox ?? "/inbox";
  const outbox = options.outbox ?? "/outbox";
  const world = await startFtpWorld({ ...options, folders: [inbox, outbox] });
  const received: WorldFile[] = [];
  let batch: Promise<void> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;

  const runProgram = async (file: WorldFile): Promise<void> => {
    received.push(file);
    const answer = await options.answer(file.bytes, file.name);
    if (options.takes === true) world.remove(file.path);
    if (answer === undefined) return;
    world.write(`${outbox}/.${answer.name}.tmp`, answer.bytes);
    world.rename(`${outbox}/.${answer.name}.tmp`, `${outbox}/${answer.name}`);
  };

  world.watch(`${inbox}/${options.pattern ?? "*"}`, (file) => {
    batch = batch
      .then(() => runProgram(file))
      .catch((error: unknown) => {
        failure ??= { error };
      });
  });

  return Object.assign(world, {
    inbox,
    outbox,
    received,
    async idle() {
      await batch;
      if (failure !== undefined) throw failure.error;
    },
  });
}
