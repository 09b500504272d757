/** What happens to a value that does not fit its field. */
export type Overflow = "reject" | "truncate" | "round";

/** One rule of a mapping made in code, as it is kept and checked. */
export type MappingRule =
  | {
      readonly kind: "copy";
      readonly hms: string;
      readonly ext: string;
      readonly transform?: (value: never) => unknown;
      readonly overflow: Overflow;
    }
  | {
      readonly kind: "compute";
      readonly ext: string;
      readonly compute: (event: never) => unknown;
      readonly overflow: Overflow;
    }
  | { readonly kind: "constant"; readonly ext: string; readonly value: unknown }
  | { readonly kind: "drop"; readonly hms: string };
