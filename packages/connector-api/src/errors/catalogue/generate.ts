import { entries } from "../catalogue-entry.ts";

/** GEN */
export const generateErrors = entries({});
