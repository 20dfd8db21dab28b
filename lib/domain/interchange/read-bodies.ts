/** Bodies of the W3C Web Annotation model: words, and tags. */
import { isObject, listOf, namesOf, textOf, typesOf, type Json, type JsonObject } from './json';
import type { BodyFormat, OutsideNote, OutsideWarning } from './outside-note';

/** As the contract has it for our own. UTF-16 code units. */
const MAX_TAG = 40;
const MAX_TAGS = 20;

interface ReadBodies extends Pick<OutsideNote, 'bodies' | 'tags' | 'questioning'> {
  readonly warnings: readonly OutsideWarning[];
}

export function readBodies({ body, bodyValue }: JsonObject): ReadBodies {
  const bodies: { value: string; format: BodyFormat }[] = [];
  const tags = new Set<string>();
  const warnings = new Set<OutsideWarning>();
  let questioning = false;
  for (const one of [...listOf(body).map(chosen), ...listOf(bodyValue).map((value) => ({ value }))]) {
    // A resource somewhere else; nothing is fetched.
    const value = isObject(one) ? textOf(one.value) : null;
    if (!isObject(one) || value === null) {
      warnings.add('body-ignored');
      continue;
    }
    const purposes = namesOf(one.purpose);
    if (purposes.includes('questioning')) questioning = true;
    if (isTag(one, purposes)) addTag(tags, value, warnings);
    // Colours and the like.
    else if (purposes.includes('highlighting')) warnings.add('body-ignored');
    else if (value.trim() !== '') bodies.push({ value, format: formatOf(one.format) });
  }
  return { bodies, tags: [...tags], questioning, warnings: [...warnings] };
}

const chosen = (body: Json): Json =>
  isObject(body) && typesOf(body).includes('Choice') ? listOf(body.items)[0] : body;

const isTag = (body: JsonObject, purposes: readonly string[]): boolean =>
  purposes.includes('tagging') || purposes.includes('classifying') || typesOf(body).includes('Tag');

function addTag(tags: Set<string>, value: string, warnings: Set<OutsideWarning>): void {
  const tag = value.replace(/\s+/g, ' ').trim();
  if (tag === '' || tags.has(tag)) return;
  if (tag.length > MAX_TAG || tags.size >= MAX_TAGS) warnings.add('tags-dropped');
  else tags.add(tag);
}

function formatOf(format: Json): BodyFormat {
  const [mediaType = ''] = namesOfFormat(format).split(';');
  if (/^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType.trim())) return 'html';
  return /^text\/(?:x-)?markdown$/.test(mediaType.trim()) ? 'markdown' : 'plain';
}

const namesOfFormat = (format: Json): string => (textOf(listOf(format)[0]) ?? '').toLowerCase();
