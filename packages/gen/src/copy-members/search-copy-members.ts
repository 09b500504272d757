import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CopyMember, SourceInput } from "../source/layout.ts";

/** Endings under which a member's file may stand; the first that is there counts. */
const ENDINGS = ["", ".cpy", ".cbl", ".cob", ".copy", ".inc", ".txt"];

export interface CopySearch {
  /** Absolute path of the folder that shown paths start from. */
  readonly folder: string;
  /** More folders to look in, in this order, relative to `folder`. */
  readonly folders?: readonly string[];
}

/**
 * Finds the members that COPY names: first beside the text that copies, then in the folders given, in their order.
 *
 * `COPY A OF LIB` looks in the folder `LIB` of each of them first. Names are compared without regard to case, as on the
 * systems that copybooks come from.
 */
export function searchCopyMembers({
  folder,
  folders = [],
}: CopySearch): Required<Pick<SourceInput, "copy" | "members">> {
  const listings = new Map<string, readonly string[]>();
  const searched = new Set(folders);
  return {
    copy(name, library, from) {
      const beside = path.dirname(from);
      searched.add(beside);
      const places = [beside, ...folders];
      const inLibrary = library === undefined ? [] : places.map((place) => path.join(place, library));
      for (const place of [...inLibrary, ...places]) {
        const found = memberIn(place, name);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    members: () =>
      [
        ...new Set([...searched].flatMap((place) => filesIn(place).map((file) => path.parse(file).name))),
      ].sort(),
  };

  function memberIn(place: string, name: string): CopyMember | undefined {
    const files = filesIn(place);
    for (const ending of ENDINGS) {
      const wanted = `${name}${ending}`.toLowerCase();
      const file = files.find((candidate) => candidate.toLowerCase() === wanted);
      if (file === undefined) continue;
      const shown = path.join(place, file).replaceAll("\\", "/");
      return { file: shown, text: readFileSync(path.resolve(folder, shown), "utf8") };
    }
    return undefined;
  }

  function filesIn(place: string): readonly string[] {
    let files = listings.get(place);
    if (files === undefined) {
      files = listFiles(path.resolve(folder, place));
      listings.set(place, files);
    }
    return files;
  }
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return []; // a folder that is not there has no members
  }
}
