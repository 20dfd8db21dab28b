import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { TextField } from '@/components/ui/field';
import { api } from '@/lib/client/api';

/** Which block it is; `wrong`: there is none; `looking`: that is not known yet. */
export type BlockFound = { readonly key: string | null } | 'wrong' | 'looking';

interface Props {
  slug: string;
  /** What it begins with. */
  number: number | null;
  onFind: (found: BlockFound) => void;
}

/** Characters of the paragraph that are shown. */
const SAMPLE = 60;

/** A paragraph of the article, by its number; its first words say whether it is the one. */
export function TermsBlockField({ slug, number, onFind }: Props) {
  const t = useTranslations('glossary.page.form');
  const [typed, setTyped] = useState(number === null ? '' : String(number));
  const [found, setFound] = useState<{ words?: string; error?: string }>({});
  const asking = useRef<AbortController | null>(null);
  useEffect(() => () => asking.current?.abort(), []);
  const ask = async (value: string) => {
    setTyped(value);
    setFound({});
    asking.current?.abort();
    const wanted = value.normalize('NFKC').replace(/^\s*[¶#]?\s*|\s+$/g, '');
    if (wanted === '') return onFind({ key: null });
    if (!/^[1-9]\d{0,8}$/.test(wanted)) {
      setFound({ error: t('noBlock', { number: wanted }) });
      return onFind('wrong');
    }
    onFind('looking');
    const { signal } = (asking.current = new AbortController());
    const from = Number(wanted);
    const answer = await api('GET /api/articles/:slug/blocks', { params: { slug }, query: { from, limit: 1 }, signal });
    if (signal.aborted) return;
    const block = answer.ok ? answer.data.blocks.find((one) => one.number === from) : undefined;
    if (block) setFound({ words: sample(block.text) });
    else setFound({ error: answer.ok ? t('noBlock', { number: wanted }) : t('unreachable') });
    onFind(block ? { key: block.key } : 'wrong');
  };
  return (
    <TextField
      label={t('definedIn')}
      hint={found.words ?? t('definedInHint')}
      error={found.error}
      name="definedIn"
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      value={typed}
      onChange={(event) => void ask(event.target.value)}
    />
  );
}

const sample = (text: string): string => {
  const characters = [...text.replaceAll('\uFFFC', '')];
  return characters.length > SAMPLE ? `${characters.slice(0, SAMPLE).join('')}……` : characters.join('');
};
