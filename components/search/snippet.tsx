import styles from './snippet.module.css';

interface Props {
  parts: readonly { readonly text: string; readonly hit: boolean }[];
}

/** Words around what was found, with that marked. */
export function Snippet({ parts }: Props) {
  return parts.map(({ text, hit }, index) =>
    hit ? (
      <mark key={index} className={styles.hit}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
