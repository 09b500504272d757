import { entries } from "../catalogue-entry.ts";

/** HUB */
export const hubErrors = entries({});
