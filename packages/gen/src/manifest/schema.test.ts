import { readFileSync } from "node:fs";
import { PROFILE_SETTINGS } from "@hms-sync/gen-copybook";
import { describe, expect, it } from "vitest";
import { parseManifest } from "./parse-manifest.ts";

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

const root: Schema = JSON.parse(
  readFileSync(new URL("../../schema/connector.schema.json", import.meta.url), "utf8"),
);

/** Names that stand for any name in paths below: an event, a field. */
const ANY = "any";

/** Every key of the schema with the keys above it, and the words it may have. */
function keysOf(
  schema: Schema,
  above: readonly string[] = [],
): { path: readonly string[]; words: readonly string[] }[] {
  if (schema.$ref !== undefined) return keysOf(root.$defs![schema.$ref.slice("#/$defs/".length)]!, above);
  const fixed = Object.entries(schema.properties ?? {}).flatMap(([key, child]) => [
    { path: [...above, key], words: child.enum ?? [] },
    ...keysOf(child, [...above, key]),
  ]);
  const free =
    typeof schema.additionalProperties === "object"
      ? keysOf(schema.additionalProperties, [...above, ANY])
      : [];
  return [...fixed, ...free, ...(schema.anyOf ?? []).flatMap((part) => keysOf(part, above))];
}

function messagesFor(path: readonly string[], value: unknown): string[] {
  const manifest = path.reduceRight((inner: unknown, key) => ({ [key]: inner }), value);
  return parseManifest("a.yaml", JSON.stringify(manifest)).findings.map(
    (finding) => `${finding.code} ${finding.message}`,
  );
}

const keys = keysOf(root);
const isSetting = (path: readonly string[]): boolean => path.includes("set");

describe("the published schema", () => {
  it("has keys", () => {
    expect(keys.map(({ path }) => path.join("."))).toEqual(
      expect.arrayContaining(["hms", "ack.layout.copybook", `events.${ANY}.fields.${ANY}.overflow`]),
    );
  });

  it.each(keys.map(({ path }) => [path.join("."), path] as const))(
    "knows %s as the reader does",
    (_, path) => {
      const last = path.at(-1)!;
      const unknown = (key: string): boolean =>
        messagesFor([...path.slice(0, -1), key], {}).some((message) =>
          message.endsWith(`has no key \`${key}\``),
        );
      expect(unknown(last)).toBe(false);
      // settings are judged by the reader of the source
      if (!isSetting(path)) expect(unknown(`${last}X`)).toBe(true);
    },
  );

  const words = keys.filter(
    ({ path, words: given }) => given.length > 0 && !isSetting(path) && path.at(-1) !== "encoding",
  );
  it.each(words.map(({ path, words: given }) => [path.join("."), path, given] as const))(
    "offers the words of %s that the reader takes",
    (_, path, given) => {
      const refusal = messagesFor(path, "no-such-word").find((message) =>
        message.includes("`no-such-word`: it is one of "),
      );
      const taken = refusal!.slice(refusal!.indexOf("one of ") + "one of ".length).split(", ");
      const built = taken.filter((word) =>
        messagesFor(path, word).every((message) => !message.includes("is not built yet")),
      );
      expect([...given].sort()).toEqual(built.sort());
    },
  );
});

it("names every setting of a profile with its values", () => {
  const set = root.properties!["layout"]!.properties!["set"]!.properties!;
  const given = Object.fromEntries(
    Object.entries(set).map(([name, { enum: words }]) => [name, words ?? ["true", "false"]]),
  );
  expect(given).toEqual(PROFILE_SETTINGS);
});
