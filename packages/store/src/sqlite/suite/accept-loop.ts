// A process for the kill test: writes to the store in the folder it is given and prints each thing that was acknowledged.
import { isHmsSyncError } from "@hms-sync/connector-api";
import type { Store } from "../../store.ts";
import { samplePacket, sampleRoute } from "../../suite/samples.ts";
import { openSqliteStore } from "../open-sqlite-store.ts";

const folder = process.argv[2]!;

async function caller(store: Store, key: string): Promise<never> {
  for (;;) {
    const id = crypto.randomUUID();
    const deliveryId = crypto.randomUUID();
    const packet = samplePacket({ id, key, image: { id }, routes: [sampleRoute("dmv", { deliveryId })] });
    const outcome = await store.accept(packet);
    process.stdout.write(`packet ${id}\n`);
    if (outcome.status !== "accepted") throw new Error("a new packet is accepted");
    const { seq } = outcome.deliveries[0]!;
    await store.mark({ seq, reference: deliveryId, record: "R", bytes: Buffer.from(id) });
    process.stdout.write(`sending ${deliveryId}\n`);
    process.stdout.write(`number ${await store.nextInSequence("dmv", "file")}\n`);
  }
}

try {
  const store = await openSqliteStore({ folder });
  process.stdout.write("open\n");
  await Promise.all(Array.from({ length: 8 }, (_, index) => caller(store, `ticket:${index}`)));
} catch (error) {
  process.stdout.write(`${isHmsSyncError(error) ? error.code : String(error)}\n`);
}
