import 'server-only';
import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import type { Viewer } from '@/lib/domain/permissions/can';
import type { FindAsset, FoundAsset } from '@/lib/markdown/article';
import { findAmong, plainPath, type SentAsset } from '@/lib/markdown/sent-assets';
import { db } from './db';
import { notFound, type Problem } from './problem';
import { readableArticles } from './visible';

/** An image that comes with an import: its path as given, or its bare name. */
export interface AssetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface StorableAsset {
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const MAX_ASSET_BYTES = 10_000_000;

/** SVG can carry scripts; others are no pictures to a browser. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
};
/** Orientations of EXIF from here on lie on their side. */
const FIRST_LYING_ORIENTATION = 5;

/** Judges an image by its content, whatever its name says. */
function readAsset(bytes: Uint8Array): StorableAsset | 'unsupported' | 'too-large' {
  if (bytes.length > MAX_ASSET_BYTES) return 'too-large';
  const size = measure(bytes);
  const mediaType = MEDIA_TYPES[size?.type ?? ''];
  if (!size?.width || !size.height || !mediaType) return 'unsupported';
  const lying = (size.orientation ?? 1) >= FIRST_LYING_ORIENTATION;
  const [width, height] = lying ? [size.height, size.width] : [size.width, size.height];
  return { hash: createHash('sha256').update(bytes).digest('hex'), mediaType, bytes, width, height };
}

function measure(bytes: Uint8Array) {
  try {
    return imageSize(bytes);
  } catch {
    return null;
  }
}

/** How an import comes by its images: they are sent along, or can be fetched by the path in the text. */
export type AssetSource = readonly AssetFile[] | ((path: string) => Uint8Array | null);

/** The images of one import. */
export class AssetShelf {
  readonly find: FindAsset;
  /** What was sent along, without the bytes; null when images are fetched on demand. */
  readonly sent: readonly SentAsset[] | null;
  readonly #stored = new Map<string, StorableAsset>();

  constructor(source: AssetSource) {
    if (typeof source === 'function') {
      this.sent = null;
      this.find = (path) => this.#judge(source(plainPath(path)));
    } else {
      this.sent = source.map(({ name, bytes }) => ({ name, found: this.#judge(bytes) }));
      this.find = findAmong(this.sent);
    }
  }

  #judge(bytes: Uint8Array | null): FoundAsset {
    if (bytes === null) return { refused: 'missing' };
    const asset = readAsset(bytes);
    if (typeof asset === 'string') return { refused: asset };
    this.#stored.set(asset.hash, asset);
    return { image: { asset: asset.hash, width: asset.width, height: asset.height } };
  }

  /** Those of these hashes that were sent along, or fetched. */
  stored(hashes: readonly string[]): StorableAsset[] {
    return hashes.flatMap((hash) => this.#stored.get(hash) ?? []);
  }
}

/** An image, for those who may read an article that shows it. */
export async function openAsset(
  viewer: Viewer,
  hash: string,
): Promise<{ mediaType: string; bytes: Uint8Array<ArrayBuffer> } | Problem> {
  const shown = { some: { revision: { article: readableArticles(viewer) } } };
  const asset = await db().asset.findFirst({
    where: { hash, revisions: shown },
    select: { mediaType: true, bytes: true },
  });
  return asset ?? notFound();
}
