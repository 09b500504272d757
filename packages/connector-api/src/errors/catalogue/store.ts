import { entries } from "../catalogue-entry.ts";

/** STO */
export const storeErrors = entries({});
