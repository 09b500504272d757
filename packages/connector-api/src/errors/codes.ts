import { ackErrors } from "./catalogue/acks.ts";
import { cliErrors } from "./catalogue/cli.ts";
import { configurationErrors } from "./catalogue/configuration.ts";
import { copybookErrors } from "./catalogue/copybook.ts";
import { eventErrors } from "./catalogue/events.ts";
import { generateErrors } from "./catalogue/generate.ts";
import { hubErrors } from "./catalogue/hub.ts";
import { manifestErrors } from "./catalogue/manifest.ts";
import { mappingErrors } from "./catalogue/mapping.ts";
import { networkErrors } from "./catalogue/network.ts";
import { plugInErrors } from "./catalogue/plug-ins.ts";
import { recordErrors } from "./catalogue/records.ts";
import { storeErrors } from "./catalogue/store.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";

const table = {
  ...eventErrors,
  ...manifestErrors,
  ...mappingErrors,
  ...copybookErrors,
  ...recordErrors,
  ...generateErrors,
  ...networkErrors,
  ...ackErrors,
  ...storeErrors,
  ...hubErrors,
  ...plugInErrors,
  ...configurationErrors,
  ...cliErrors,
};

/** `HMS_<AREA>_<WHAT>`; only codes of the catalogue exist. */
export type ErrorCode = keyof typeof table;

/** Every error of HMS Sync, once. */
export const ERROR_CATALOGUE: Readonly<Record<ErrorCode, CatalogueEntry>> = Object.freeze(table);

/** True for a code of the catalogue. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CATALOGUE, code);
}
