import type {
  AcceptOutcome,
  AppliedAnswers,
  ApplyAnswers,
  ConnectorState,
  DeliveryCounts,
  DeliveryUpdate,
  DueDelivery,
  NewPacket,
  Page,
  ReplaySelection,
  SendingMark,
  Store,
  StoredDelivery,
  StoredPacket,
} from "../store.ts";
import type { ErrorData } from "./error-data.ts";
import type { ReplayChoice } from "./read/choose-replay.ts";
import type { PruneSlice } from "./write/prune.ts";
import type { Replayed, ReplaySlice } from "./write/replay.ts";

/** What goes into a transaction, by name. */
export interface WriteOperations {
  accept(packet: NewPacket): AcceptOutcome;
  mark(mark: SendingMark): void;
  update(update: DeliveryUpdate): void;
  applyAnswers(answers: ApplyAnswers): AppliedAnswers;
  nextInSequence(sequence: { readonly connector: string; readonly name: string }): number;
  setConnectorState(state: ConnectorState): void;
  replay(slice: ReplaySlice): readonly Replayed[];
  prune(slice: PruneSlice): boolean;
}

/** Short reads on the way of a delivery. They run on the writer's thread, so no search in the console delays them. */
export interface DispatchReads {
  due(query: Parameters<Store["due"]>[0]): readonly DueDelivery[];
  dueById(id: string): DueDelivery | undefined;
  overdueAnswers(query: { readonly at: number; readonly limit: number }): readonly StoredDelivery[];
  sawFile(file: { readonly connector: string; readonly name: string; readonly fingerprint: string }): boolean;
  connectorStates(): readonly ConnectorState[];
}

/** Reads that may take long, on a thread and a connection of their own. */
export interface ConsoleReads {
  counts(): DeliveryCounts;
  packet(id: string): StoredPacket | undefined;
  delivery(id: string): StoredDelivery | undefined;
  sent(deliveryId: string): { readonly record: string; readonly bytes: Uint8Array } | undefined;
  packets(query: PageQuery<Parameters<Store["packets"]>[0]>): Page<StoredPacket>;
  deliveries(query: PageQuery<Parameters<Store["deliveries"]>[0]>): Page<StoredDelivery>;
  chooseReplay(selection: ReplaySelection): ReplayChoice;
}

export interface PageQuery<Filter> {
  readonly filter: Filter;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** One call of a write operation as it crosses to the writer. */
export type WriteOperation = {
  readonly [Name in keyof WriteOperations]: {
    readonly name: Name;
    readonly input: Parameters<WriteOperations[Name]>[0];
  };
}[keyof WriteOperations];

/** What became of one operation of a transaction. */
export type WriteResult = { readonly value: unknown } | { readonly error: ErrorData };
