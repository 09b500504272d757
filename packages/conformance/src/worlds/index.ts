export type { FtpFault, FtpFaultAction } from "./ftp/faults.ts";
export type { FileChangeAction } from "./ftp/session.ts";
export {
  type FileChange,
  type FtpWorld,
  type FtpWorldOptions,
  type ReceivedCommand,
  startFtpWorld,
  type WorldFile,
} from "./ftp-world.ts";
export {
  type MainframeAnswer,
  type MainframeWorld,
  type MainframeWorldOptions,
  startMainframeWorld,
} from "./mainframe-world.ts";
