/** What the process says to its caller. */
export const EXIT_CODES = Object.freeze({
  /** All went well. */
  fine: 0,
  /** Findings, bad records, or something outside failed. */
  failed: 1,
  /** The command line itself is wrong; nothing was done. */
  usage: 2,
  /** A bug of HMS Sync. */
  internal: 3,
});

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
