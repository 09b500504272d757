/**
 * The type level of rules made in code. It works on the fields interface that the generator writes, so that no path is
 * computed from an event type: only the type of one given path is ever looked up.
 */

/** What a generated fields interface looks like. */
export interface FieldsShape {
  /** Per external field: the HMS paths that fit it, or a function of the event that gives its value. */
  readonly fields: object;
  /** HMS paths with personal data that may be dropped. */
  readonly drop: object;
}

type Table<Fields> = Fields extends { readonly fields: infer Found } ? Found : never;

/** External fields of a binding. */
export type ExternalField<Fields> = keyof Table<Fields> & string;

/** HMS paths that fit an external field. */
export type FittingPath<Fields, Ext extends ExternalField<Fields>> = Extract<
  Required<Table<Fields>>[Ext],
  string
>;

/** HMS paths that a mapping may read at all. */
export type ReadablePath<Fields> = Extract<Required<Table<Fields>>[ExternalField<Fields>], string>;

/** HMS paths that may be dropped. */
export type DroppablePath<Fields> = Fields extends { readonly drop: infer Found }
  ? keyof Found & string
  : never;

type ComputedBy<Alternatives> = Extract<Alternatives, (event: never) => unknown>;

/** What an external field takes. */
export type FieldValue<Fields, Ext extends ExternalField<Fields>> = ReturnType<
  ComputedBy<Required<Table<Fields>>[Ext]>
>;

/** The type at one dotted path of an event; undefined and null of optional parents come through. */
export type ValueAt<Event, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? ValueAt<Member<Event, Head>, Rest>
  : Member<Event, Path>;

type Member<Parent, Name extends string> = Parent extends null | undefined
  ? Parent
  : Name extends keyof Parent
    ? Parent[Name]
    : never;
