import type { ImageSource } from '@/lib/domain/text/block';
import type { TextContext } from './text-context';
import styles from './text.module.css';

interface Props {
  image: ImageSource;
  alt: string;
  words: TextContext['words'];
  inline?: boolean;
  /** It stands in a link already. */
  linked?: boolean;
}

/** A stored image; one that lies elsewhere is only ever a link, so that nobody is asked for it unasked. */
export function BlockImage({ image, alt, words, inline = false, linked = false }: Props) {
  if ('href' in image && linked)
    return (
      <span className={styles.remote} data-aside={alt ? 'text' : undefined}>
        {alt || words.remoteImage}
      </span>
    );
  if ('href' in image)
    return (
      <a
        className={styles.remote}
        href={image.href}
        rel="noopener noreferrer nofollow"
        data-skip=""
        data-aside={alt ? 'text' : undefined}
      >
        {alt || words.remoteImage}
      </a>
    );
  return (
    // eslint-disable-next-line @next/next/no-img-element -- stored images are served as they were imported: nothing to fetch or resize
    <img
      className={inline ? styles.inlineImage : undefined}
      src={`/api/assets/${image.asset}`}
      alt={alt}
      data-aside={alt ? 'alt' : undefined}
      width={image.width}
      height={image.height}
      loading="lazy"
      decoding="async"
    />
  );
}
