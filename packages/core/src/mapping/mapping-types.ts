/**
 * The type level of rules made in code. It works on the fields interface that the generator writes, so no path is ever
 * computed from an event type: only the type at one given path is looked up.
 *
 * A fields interface has `event` (the payload as the mapping may see it), `fields` (per external field the HMS paths
 * that fit it, or a function of the event) and `drop` (paths with personal data that are left out).
 *
 * Nothing here walks a union member by member: a rule must cost the same whether ten or a thousand paths fit its field.
 */
type Table<Fields> = Fields extends { readonly fields: infer Found } ? Required<Found> : never;

/** External fields of a binding. */
export type ExternalField<Fields> = keyof Table<Fields> & string;

/** What an external field may be filled from: a path that fits it, or a function of the event. */
export type Source<Fields, Ext extends ExternalField<Fields>> = Table<Fields>[Ext];

/** HMS paths that a mapping may read at all. */
export type ReadablePath<Fields> = Extract<Table<Fields>[ExternalField<Fields>], string>;

/** HMS paths that may be dropped. */
export type DroppablePath<Fields> = Fields extends { readonly drop: infer Found extends string }
  ? Found
  : never;

/** The payload as a mapping may see it. */
export type VisibleEvent<Fields> = Fields extends { readonly event: infer Found } ? Found : never;

/** What an external field takes. */
export type FieldValue<Fields, Ext extends ExternalField<Fields>> = Table<Fields>[Ext] extends
  | string
  | ((event: never) => infer Value)
  ? Value
  : never;

/** The type at one dotted path of an event; undefined and null of optional parents come through. */
export type ValueAt<Event, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? ValueAt<Member<Event, Head>, Rest>
  : Member<Event, Path>;

type Member<Parent, Name extends string> = Parent extends null | undefined
  ? Parent
  : Name extends keyof Parent
    ? Parent[Name]
    : never;
