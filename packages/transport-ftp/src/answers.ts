import type { AnswerFile, TransportContext } from "@hms-sync/connector-api";
import type { FileInfo } from "basic-ftp";
import type { FtpConnection } from "./connection.ts";
import type { FtpSession } from "./ftp-session.ts";
import { namePattern } from "./name-pattern.ts";
import { isAnswer } from "./network-error.ts";
import type { FtpTarget } from "./options.ts";
import { nameFault, remotePath } from "./remote-path.ts";
import { settleAnswer } from "./settle-answer.ts";

/** Answer files are read into memory; a larger one is left alone and logged. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

interface Candidate {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: number | undefined;
  readonly fingerprint: string;
}

/** Reads the answer files of one connector. */
export interface AnswerReader {
  /** Yields new files, oldest first, and ends. */
  poll(signal: AbortSignal): AsyncGenerator<AnswerFile>;
}

/**
 * Makes the reader of a connector that answers in files. It has a connection of its own, so that answers do not wait
 * behind uploads, and is not usable by two loops at once.
 */
export function answerReader(
  connection: FtpConnection,
  answers: NonNullable<FtpTarget["answers"]>,
  context: TransportContext,
): AnswerReader {
  const fits = namePattern(answers.pattern);
  /** Files that stay where they are after they were read, by name: they are not fetched again. */
  const kept = new Map<string, string>();

  return {
    async *poll(signal) {
      const candidates = await connection.use(signal, async (session) => {
        await session.ready();
        return await listAnswers(session, answers.folder, fits);
      });
      const present = new Set(candidates.map(({ name }) => name));
      for (const name of kept.keys()) if (!present.has(name)) kept.delete(name);

      for (const candidate of candidates) {
        if (kept.get(candidate.name) === candidate.fingerprint) continue;
        if (candidate.sizeBytes > LARGEST_ANSWER_BYTES) {
          context.log("answer.too_large", { path: candidate.path, bytes: candidate.sizeBytes });
          continue;
        }
        const bytes = await connection.use(signal, async (session) => {
          await session.ready();
          return await readWhole(session, candidate);
        });
        if (bytes === undefined) {
          context.log("answer.not_ready", { path: candidate.path, bytes: candidate.sizeBytes });
          continue;
        }
        context.log("answer.read", { path: candidate.path, bytes: bytes.length });
        yield {
          name: candidate.name,
          fingerprint: candidate.fingerprint,
          bytes,
          async settle(settleSignal) {
            if (answers.afterwards === "keep") kept.set(candidate.name, candidate.fingerprint);
            else
              await settleAnswer(
                connection,
                answers.folder,
                candidate.name,
                answers.afterwards,
                context,
                settleSignal,
              );
          },
        };
      }
    },
  };
}

async function listAnswers(
  session: FtpSession,
  folder: string,
  fits: (name: string) => boolean,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const entry of await session.list(folder)) {
    // a name is whatever the server says; one that is a path could lead out of the folder
    if (entry.isDirectory || nameFault(entry.name) !== undefined || !fits(entry.name)) continue;
    candidates.push(await candidateOf(session, folder, entry));
  }
  const dated = candidates.every(({ modifiedAt }) => modifiedAt !== undefined);
  return candidates.sort(
    (left, right) => (dated ? left.modifiedAt! - right.modifiedAt! : 0) || (left.name < right.name ? -1 : 1),
  );
}

async function candidateOf(session: FtpSession, folder: string, entry: FileInfo): Promise<Candidate> {
  const path = remotePath(folder, entry.name);
  // a plain LIST has dates that people read, without seconds or zone
  const modifiedAt = entry.modifiedAt?.getTime() ?? (await session.modifiedAt(path));
  const fingerprint = `${entry.size}:${modifiedAt ?? entry.rawModifiedAt}`;
  return { name: entry.name, path, sizeBytes: entry.size, modifiedAt, fingerprint };
}

/** The bytes of a file that nobody writes to any more; undefined when it grew or vanished meanwhile. */
async function readWhole(session: FtpSession, candidate: Candidate): Promise<Uint8Array | undefined> {
  try {
    const bytes = await session.read(candidate.path, LARGEST_ANSWER_BYTES);
    const sizeBytes = (await session.size(candidate.path)) ?? bytes.length;
    return bytes.length === candidate.sizeBytes && sizeBytes === bytes.length ? bytes : undefined;
  } catch (error) {
    if (isAnswer(error)) return undefined;
    throw error;
  }
}
