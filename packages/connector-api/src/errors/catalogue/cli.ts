import { entries } from "../catalogue-entry.ts";

/** CLI */
export const cliErrors = entries({});
