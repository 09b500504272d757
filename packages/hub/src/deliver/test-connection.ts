import type { ConnectionTest, TestStep } from "@hms-sync/connector-api";
import { type ConnectionOptions, createTransport, describeFailure } from "./connection.ts";

/** Tries out a connection with a transport of its own, so that nothing that is being sent is disturbed. */
export async function testConnection(
  options: ConnectionOptions,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const { clock } = options;
  const begun = clock.monotonic();
  const failedAt = (name: string, error: unknown): ConnectionTest => {
    const { code, message } = describeFailure(error, "HMS_NET_REFUSED");
    const step: TestStep = {
      name,
      ok: false,
      durationMs: clock.monotonic() - begun,
      message: `${code}: ${message}`,
    };
    return { ok: false, steps: [step] };
  };

  let transport: ReturnType<typeof createTransport>;
  try {
    transport = createTransport(options);
  } catch (error) {
    return failedAt("configuration", error);
  }
  try {
    if (transport.test !== undefined) {
      const steps = await transport.test(signal);
      return { ok: steps.every(({ ok }) => ok), steps };
    }
    await transport.connect?.(signal);
    return { ok: true, steps: [{ name: "connect", ok: true, durationMs: clock.monotonic() - begun }] };
  } catch (error) {
    return failedAt("connect", error);
  } finally {
    await transport.dispose();
  }
}
