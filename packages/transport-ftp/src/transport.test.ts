import { ftpSuiteWorld, transportSuite } from "@hms-sync/conformance/vitest";
import { transport } from "./transport.ts";

transportSuite({ name: "FTP", provider: transport, world: () => ftpSuiteWorld() });

transportSuite({
  name: "FTP to an old server that knows neither SIZE nor MLSD",
  provider: transport,
  world: () => ftpSuiteWorld({ without: ["SIZE", "MLSD", "MDTM", "EPSV"] }),
});

transportSuite({
  name: "FTP with marker files",
  provider: transport,
  world: () => ftpSuiteWorld({ transport: { file: { name: "{deliveryId}", marker: ".done" } } }),
});
