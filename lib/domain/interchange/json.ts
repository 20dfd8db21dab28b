/** JSON from elsewhere, of which nothing is known: what is not as hoped for is not there. */

export type Json = unknown;
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON-LD writes one of several without brackets, and none as null or not at all. */
export const listOf = (value: Json): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : value === null || value === undefined ? [] : [value];

/** PostgreSQL stores no U+0000, and half a surrogate pair is no text. */
export const textOf = (value: Json): string | null =>
  typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').replace(/\p{Cs}/gu, '\uFFFD') : null;

/** Of an object or a bare IRI. */
export const iriOf = (value: Json): string | null => {
  const iri = textOf(isObject(value) ? (value.id ?? value['@id']) : value);
  return iri === null || iri.trim() === '' ? null : iri.trim();
};

/** Names without the namespace that some write before them: `oa:commenting`, `http://www.w3.org/ns/oa#commenting`. */
export const namesOf = (value: Json): readonly string[] =>
  listOf(value).flatMap((one) => (typeof one === 'string' ? [one.slice(one.search(/[^#/:]*$/))] : []));

export const typesOf = (object: JsonObject): readonly string[] => namesOf(object.type ?? object['@type']);

/** Looks no deeper than the limit: safe on any JSON. */
export function isDeeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inside) => isDeeperThan(inside, levels - 1));
}
