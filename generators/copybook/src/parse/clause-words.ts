/** Usages that a layout knows, by every spelling. */
export const KNOWN_USAGES: Readonly<Record<string, "DISPLAY" | "COMP" | "COMP-3">> = {
  DISPLAY: "DISPLAY",
  COMP: "COMP",
  COMPUTATIONAL: "COMP",
  "COMP-4": "COMP",
  "COMPUTATIONAL-4": "COMP",
  BINARY: "COMP",
  "COMP-3": "COMP-3",
  "COMPUTATIONAL-3": "COMP-3",
  "PACKED-DECIMAL": "COMP-3",
};

/** Usages of COBOL and its dialects that are refused by name. */
export const REFUSED_USAGES: ReadonlySet<string> = new Set([
  ...["1", "2", "5", "6", "X", "N", "0", "9", "10"].flatMap((n) => [`COMP-${n}`, `COMPUTATIONAL-${n}`]),
  "DISPLAY-1",
  "NATIONAL",
  "UTF-8",
  "INDEX",
  "POINTER",
  "POINTER-32",
  "PROCEDURE-POINTER",
  "FUNCTION-POINTER",
  "PROGRAM-POINTER",
  "OBJECT",
  "BINARY-CHAR",
  "BINARY-SHORT",
  "BINARY-LONG",
  "BINARY-LONG-LONG",
  "BINARY-DOUBLE",
  "BINARY-INT",
  "FLOAT-SHORT",
  "FLOAT-LONG",
  "FLOAT-EXTENDED",
  "FLOAT-BINARY-32",
  "FLOAT-BINARY-64",
  "FLOAT-DECIMAL-16",
  "FLOAT-DECIMAL-34",
  "SIGNED-INT",
  "UNSIGNED-INT",
]);

/** Clauses that are refused by name, with the name to show. */
export const REFUSED_CLAUSES: Readonly<Record<string, string>> = {
  REDEFINES: "REDEFINES",
  RENAMES: "RENAMES",
  SYNC: "SYNCHRONIZED",
  SYNCHRONIZED: "SYNCHRONIZED",
  SYNCHRONISED: "SYNCHRONIZED",
  BLANK: "BLANK WHEN ZERO",
  EXTERNAL: "EXTERNAL",
  GLOBAL: "GLOBAL",
  VOLATILE: "VOLATILE",
  "GROUP-USAGE": "GROUP-USAGE",
  TYPE: "TYPE",
  TYPEDEF: "TYPEDEF",
  LIKE: "LIKE",
  SAME: "SAME AS",
  BASED: "BASED",
  DYNAMIC: "DYNAMIC LENGTH",
  CONSTANT: "CONSTANT",
  PROPERTY: "PROPERTY",
  ANY: "ANY LENGTH",
  DATE: "DATE FORMAT",
};

/** Words that begin a clause but are reserved nowhere or in few dialects: in the place of a name they are names. */
export const POSSIBLE_NAMES: ReadonlySet<string> = new Set([
  "VOLATILE",
  "TYPE",
  "TYPEDEF",
  "LIKE",
  "SAME",
  "BASED",
  "DYNAMIC",
  "CONSTANT",
  "PROPERTY",
  "ANY",
  "DATE",
]);

/** Words that begin a clause. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set([
  "PIC",
  "PICTURE",
  "USAGE",
  "VALUE",
  "VALUES",
  "OCCURS",
  "SIGN",
  "LEADING",
  "TRAILING",
  "JUST",
  "JUSTIFIED",
  ...Object.keys(KNOWN_USAGES),
  ...REFUSED_USAGES,
  ...Object.keys(REFUSED_CLAUSES),
]);
