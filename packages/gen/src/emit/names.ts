/** `appointment.created` and `dmv-east` as `AppointmentCreated` and `DmvEast`. */
export function pascalCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** The same with a small first letter. */
export function camelCase(text: string): string {
  const name = pascalCase(text);
  return name[0]!.toLowerCase() + name.slice(1);
}

/** The names that the files of one manifest share; `base` is the manifest's file name without its ending. */
export interface EventNames {
  /** The event as the mapping may see it. */
  readonly view: string;
  /** The type-level table of what fits. */
  readonly fields: string;
  readonly map: string;
  readonly binding: string;
  readonly pascal: string;
}

export function eventNames(event: string, base: string): EventNames {
  const pascal = pascalCase(event);
  const to = `To${pascalCase(base)}`;
  return {
    pascal,
    view: `${pascal}View`,
    fields: `${pascal}${to}`,
    map: `map${pascal}`,
    binding: `${camelCase(event)}${to}`,
  };
}

/** `dmv` for `dmv.connector.yaml` in any folder. */
export function baseName(manifestFile: string): string {
  const file = manifestFile.slice(manifestFile.replaceAll("\\", "/").lastIndexOf("/") + 1);
  return file.replace(/(\.connector)?\.ya?ml$/, "");
}
