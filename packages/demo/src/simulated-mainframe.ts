import { type MainframeWorld, startMainframeWorld } from "@hms-sync/conformance/worlds";
import type { Connector } from "@hms-sync/connector-api";
import { invariant } from "@hms-sync/connector-api";

interface AppointmentRow {
  readonly APPT_NUM: number;
  readonly ACTION: string;
}

/**
 * A mainframe on loopback: its batch program reads each file of the inbox with the connector's own copybook and answers
 * that all went well. The real thing, a COBOL program on a real FTP server, is `npm run test:interop`.
 */
export async function startSimulatedMainframe(connector: Connector): Promise<MainframeWorld> {
  const input = connector.bindings[0]?.codec;
  const output = connector.policy.ack.codec;
  invariant(
    input !== undefined && output !== undefined,
    "the demo's connector has a row and an answer layout",
  );
  return await startMainframeWorld({
    user: "hms",
    password: "demo",
    pattern: "APPT*.DAT",
    answer(bytes, name) {
      const row = input.decode(bytes) as AppointmentRow;
      const answer = output.encode({
        ANS_APPT_NUM: row.APPT_NUM,
        ANS_ACTION: row.ACTION,
        ANS_STATUS: "OK",
        ANS_REASON: "BOOKED",
      });
      return { name: name.replace(/\.DAT$/, ".ACK"), bytes: answer };
    },
  });
}
