import { benchAccept } from "./accept.ts";
import { benchDelivered } from "./delivered.ts";

export async function bench(options: { rounds: number; seconds: number }): Promise<void> {
  await benchAccept(options);
  await benchDelivered(options);
}
