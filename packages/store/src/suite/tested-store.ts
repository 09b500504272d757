import type { Store } from "../store.ts";

/** A store under test. */
export interface TestedStore {
  readonly store: Store;
  /** Closes the store and opens it again on the same data. */
  reopen(): Promise<TestedStore>;
}

/** Opens a new, empty store; the caller of the suite removes its data when all tests are done. */
export type OpenStore = () => Promise<TestedStore>;

/** The store of the test that runs now. */
export interface CurrentStore {
  store(): Store;
  reopen(): Promise<Store>;
}
