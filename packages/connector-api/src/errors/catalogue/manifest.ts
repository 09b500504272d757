import { entries } from "../catalogue-entry.ts";

/** MAN */
export const manifestErrors = entries({});
