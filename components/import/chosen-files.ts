/** What somebody chose or dropped: one text, and its images. */

export interface ChosenFiles {
  readonly text: File | null;
  readonly images: readonly File[];
}

export const NOTHING_CHOSEN: ChosenFiles = { text: null, images: [] };

/** The same limits as the server's: lib/server/import.ts, assets.ts, import-request.ts. In MB of 1,000,000 bytes. */
const MAX_TEXT_MB = 12;
const MAX_IMAGE_MB = 10;

export const TEXT_ENDINGS = '.md,.markdown,.mdown,.mkd,.txt,.text';
export const IMAGE_TYPES = 'image/png,image/jpeg,image/gif,image/webp,image/avif';

/** What is to be said about a choice: a message of the namespace `import`, with its values. */
export interface ChoiceTrouble {
  readonly key: 'no-file' | 'not-text' | 'several-texts' | 'too-large' | 'changed';
  readonly values: Record<string, string | number>;
}

const isText = (file: File): boolean =>
  TEXT_ENDINGS.split(',').some((ending) => file.name.toLowerCase().endsWith(ending));
const isImage = (file: File): boolean => file.type.startsWith('image/');

/** Adds files to a choice; of the same name the newer one counts. */
export function addFiles(
  chosen: ChosenFiles,
  files: readonly File[],
): { chosen: ChosenFiles; trouble: ChoiceTrouble | null } {
  const texts = files.filter(isText);
  const images = files.filter((file) => !isText(file) && isImage(file));
  const others = files.filter((file) => !isText(file) && !isImage(file));
  const [text = chosen.text] = texts;
  const names = new Set(images.map((image) => image.name));
  const kept = chosen.images.filter((image) => !names.has(image.name));
  const next = { text, images: [...kept, ...images] };
  return { chosen: next, trouble: troubleWith(next) ?? aboutOthers(others) ?? aboutTexts(texts) };
}

const aboutOthers = ([other]: readonly File[]): ChoiceTrouble | null =>
  other ? { key: 'not-text', values: { name: other.name } } : null;
const aboutTexts = ([text, second]: readonly File[]): ChoiceTrouble | null =>
  text && second ? { key: 'several-texts', values: { name: text.name } } : null;

/** Why the server would refuse it; null when it would not. */
export function troubleWith({ text, images }: ChosenFiles): ChoiceTrouble | null {
  if (text && text.size > MAX_TEXT_MB * 1e6) return tooLarge(text, MAX_TEXT_MB);
  const large = images.find((image) => image.size > MAX_IMAGE_MB * 1e6);
  return large ? tooLarge(large, MAX_IMAGE_MB) : null;
}

const tooLarge = (file: File, limit: number): ChoiceTrouble => ({
  key: 'too-large',
  values: { name: file.name, limit },
});

/**
 * The files' contents, as they are now. A browser fails to send a file that changed since it was
 * chosen, in the same way as it fails to reach a server: here it can be told apart.
 */
export async function readFiles({ text, images }: ChosenFiles): Promise<FormData | ChoiceTrouble> {
  const form = new FormData();
  for (const [field, file] of [['file', text] as const, ...images.map((image) => ['assets', image] as const)]) {
    if (!file) continue;
    try {
      form.append(field, new File([await file.arrayBuffer()], file.name, { type: file.type }));
    } catch {
      return { key: 'changed', values: { name: file.name } };
    }
  }
  return form;
}
