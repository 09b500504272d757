export { deliverAsHub, type HubDelivery } from "../suites/deliver-as-hub.ts";
export { type FtpSuiteWorldOptions, ftpSuiteWorld } from "../suites/ftp-suite-world.ts";
export type { SuiteWorld } from "../suites/suite-world.ts";
export {
  answersAtOnce,
  answersInFiles,
  type TestContext,
  type TestSendContext,
  testContext,
  testMessage,
  testSendContext,
} from "../suites/test-material.ts";
export { type TransportSuiteOptions, transportSuite } from "../suites/transport-suite.ts";
