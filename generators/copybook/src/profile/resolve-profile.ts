import { nearestNames } from "@hms-sync/connector-api";
import type { ProfileSettings } from "@hms-sync/gen/source";

export interface ProfileRequest {
  /** `ibm`, `ibm-ascii`, `gnucobol` or `microfocus`. */
  readonly profile: string;
  /** Code page; the profile's own when absent. */
  readonly encoding?: string;
  /** Single settings by name, as in a manifest's `set` or `--set name=value`. */
  readonly set?: Readonly<Record<string, string | boolean>>;
}

/** What is wrong with a request; the caller knows where it was written. */
export interface ProfileProblem {
  /** `profile`, `encoding`, or `set.` and the name of a setting. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
  readonly suggestions: readonly string[];
}

/** The settings, or every problem of the request. */
export type ResolvedProfile =
  | { readonly settings: ProfileSettings; readonly problems: readonly [] }
  | { readonly settings: null; readonly problems: readonly ProfileProblem[] };

/**
 * What each kind of system does when nobody says otherwise.
 *
 * - `ibm`: z/OS, Enterprise COBOL with TRUNC(STD) and FLOAT(HEX); items behind a DEPENDING ON table move up
 * - `ibm-ascii`: its files transferred as text, so overpunched digits became the characters `{`, `A`-`I`, `}`, `J`-`R`
 * - `gnucobol`: `default.conf` of GnuCOBOL 3 (binary-size 1-2-4-8, binary-byteorder big-endian, binary-truncate yes) on
 *   x86 and ARM, where COMP-5 and floats are little-endian; items behind a DEPENDING ON table stay in place (odoslide no)
 * - `microfocus`: IBMCOMP off, so binary items take the fewest bytes that hold their digits; NOODOSLIDE
 */
export const PROFILES: Readonly<Record<ProfileSettings["profile"], ProfileSettings>> = {
  ibm: {
    profile: "ibm",
    codePage: "cp037",
    overpunch: "ebcdic",
    binarySizes: "2-4-8",
    byteOrder: "big",
    nativeOrder: "big",
    float: "ibm",
    sync: "ibm",
    odo: "shift",
    truncate: true,
  },
  "ibm-ascii": {
    profile: "ibm-ascii",
    codePage: "ascii",
    overpunch: "ibm-ascii",
    binarySizes: "2-4-8",
    byteOrder: "big",
    nativeOrder: "big",
    float: "ibm",
    sync: "ibm",
    odo: "shift",
    truncate: true,
  },
  gnucobol: {
    profile: "gnucobol",
    codePage: "ascii",
    overpunch: "microfocus",
    binarySizes: "1-2-4-8",
    byteOrder: "big",
    nativeOrder: "little",
    float: "ieee",
    sync: "gnucobol",
    odo: "max",
    truncate: true,
  },
  microfocus: {
    profile: "microfocus",
    codePage: "ascii",
    overpunch: "microfocus",
    binarySizes: "1-8",
    byteOrder: "big",
    nativeOrder: "little",
    float: "ieee",
    sync: "ibm",
    odo: "max",
    truncate: true,
  },
};

/** Every setting with the values it may have. */
export const PROFILE_SETTINGS: Readonly<
  Record<Exclude<keyof ProfileSettings, "profile">, readonly string[]>
> = {
  codePage: ["ascii", "latin1", "cp037", "cp1047", "cp500", "cp273", "cp1140"],
  overpunch: ["ebcdic", "ibm-ascii", "microfocus"],
  binarySizes: ["2-4-8", "1-2-4-8", "1-8"],
  byteOrder: ["big", "little"],
  nativeOrder: ["big", "little"],
  float: ["ibm", "ieee"],
  sync: ["ibm", "gnucobol"],
  odo: ["shift", "max", "pad"],
  truncate: ["true", "false"],
};

/** Makes a profile and single settings over it the settings of a reader and writer. */
export function resolveProfile(request: ProfileRequest): ResolvedProfile {
  const problems: ProfileProblem[] = [];
  const base = Object.hasOwn(PROFILES, request.profile)
    ? PROFILES[request.profile as ProfileSettings["profile"]]
    : null;
  if (base === null) {
    problems.push(
      unknown(
        "profile",
        `there is no profile ${quoted(request.profile)}`,
        request.profile,
        Object.keys(PROFILES),
      ),
    );
  }
  const settings: Record<string, string | boolean> = { ...(base ?? PROFILES.ibm) };
  if (request.encoding !== undefined) choose("encoding", "codePage", request.encoding);
  for (const [name, value] of Object.entries(request.set ?? {})) {
    if (Object.hasOwn(PROFILE_SETTINGS, name))
      choose(`set.${name}`, name as keyof typeof PROFILE_SETTINGS, String(value));
    else
      problems.push(
        unknown(`set.${name}`, `there is no setting ${quoted(name)}`, name, Object.keys(PROFILE_SETTINGS)),
      );
  }
  const resolved = settings as unknown as ProfileSettings;
  if (problems.length === 0) problems.push(...conflicts(resolved));
  return problems.length > 0
    ? { settings: null, problems }
    : { settings: Object.freeze(resolved), problems: [] };

  function choose(path: string, name: keyof typeof PROFILE_SETTINGS, value: string): void {
    const values = PROFILE_SETTINGS[name];
    if (!values.includes(value))
      problems.push(unknown(path, `${name} cannot be ${quoted(value)}`, value, values));
    else settings[name] = name === "truncate" ? value === "true" : value;
  }
}

/** An overpunched digit is one byte in EBCDIC and another in ASCII; a mix would write bytes that nobody reads. */
function conflicts(settings: ProfileSettings): ProfileProblem[] {
  const ebcdicPage = settings.codePage.startsWith("cp");
  const ebcdicSign = settings.overpunch === "ebcdic";
  if (ebcdicPage === ebcdicSign) return [];
  return [
    {
      path: "set.overpunch",
      message: `overpunch ${settings.overpunch} does not go with code page ${settings.codePage}`,
      hint: ebcdicPage
        ? "Set overpunch to ebcdic, or choose an ASCII code page."
        : "Set overpunch to ibm-ascii or microfocus, or choose profile ibm-ascii.",
      suggestions: ebcdicPage ? ["ebcdic"] : ["ibm-ascii", "microfocus"],
    },
  ];
}

function unknown(path: string, message: string, value: string, known: readonly string[]): ProfileProblem {
  const suggestions = nearestNames(value, known);
  const hint =
    suggestions.length > 0 ? `Did you mean ${suggestions.join(" or ")}?` : `Known are ${known.join(", ")}.`;
  return { path, message, hint, suggestions };
}

function quoted(name: string): string {
  return `\`${name}\``;
}
