import { entries } from "../catalogue-entry.ts";

/** MAP */
export const mappingErrors = entries({});
