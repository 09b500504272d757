import type {
  Supports,
  Transport,
  TransportContext,
  TransportOptions,
  TransportProvider,
} from "@hms-sync/connector-api";
import { answerReader } from "./answers.ts";
import { FtpConnection } from "./connection.ts";
import type { DeliverOptions } from "./deliver.ts";
import { loginGate } from "./login-gate.ts";
import { readOptions } from "./options.ts";
import { probe } from "./probe.ts";
import { sendBatch } from "./send.ts";
import { testConnection } from "./test-connection.ts";

const SUPPORTS: Supports = Object.freeze({
  batch: Object.freeze({ max: 50 }),
  lateAck: true,
  idempotent: "by-name",
  order: "per-key",
  probe: true,
});

/**
 * FTP and FTPS: passive, binary; every file is uploaded under a temporary name, measured, and renamed.
 *
 * Options: an endpoint `ftp://user@host:port/folder` (absolute; `/~/folder` below the folder after login), the password
 * beside it, and the settings `secure` (`none`, `explicit`, `implicit`), `timeout` and `ca`.
 */
export const transport: TransportProvider = Object.freeze({ protocol: "ftp", supports: SUPPORTS, create });

function create(options: TransportOptions, context: TransportContext): Transport {
  const target = readOptions(options, context.connector);
  const gate = loginGate(context.clock);
  const uploads = new FtpConnection(target, context, gate, "send");
  const downloads = new FtpConnection(target, context, gate, "answers");
  const delivering: DeliverOptions = {
    folder: target.folder,
    marker: target.marker,
    status: target.answers === undefined ? "delivered" : "accepted",
    log: context.log,
  };
  const answers = target.answers === undefined ? undefined : answerReader(downloads, target.answers, context);

  return {
    connect: (signal) => uploads.use(signal, (session) => session.ready()),
    send: (messages, sending) => sendBatch(uploads, messages, sending, delivering),
    probe: (message, signal) => probe(uploads, message, signal, delivering),
    async *poll(signal) {
      if (answers !== undefined) yield* answers.poll(signal);
    },
    test: (signal) => testConnection(target, context, signal),
    async dispose() {
      uploads.dispose();
      downloads.dispose();
    },
  };
}
