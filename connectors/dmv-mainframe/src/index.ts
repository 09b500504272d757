import { defineConnector } from "@hms-sync/core";
import { transport } from "@hms-sync/transport-ftp";
import { connector } from "../generated/dmv.connector.gen.ts";

/** The DMV's appointment mainframe: fixed-width records over FTP, answers from a file. */
export default defineConnector(connector, transport);
