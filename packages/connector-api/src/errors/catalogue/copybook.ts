import { entries } from "../catalogue-entry.ts";

/** CPY */
export const copybookErrors = entries({});
