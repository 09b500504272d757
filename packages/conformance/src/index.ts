export {
  type MemoryStep,
  type MemoryTransport,
  type MemoryTransportOptions,
  memoryTransport,
} from "./memory-transport.ts";
export { type VirtualClock, virtualClock } from "./virtual-clock.ts";
