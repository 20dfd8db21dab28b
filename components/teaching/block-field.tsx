'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { TextField } from '@/components/ui/field';
import { api } from '@/lib/client/api';
import type { PickedBlock } from './assignment-content';

interface Props {
  label: string;
  name: string;
  slug: string;
  block: PickedBlock | null;
  error?: string | undefined;
  /** Null: there is none of this number, or that is not known yet. */
  onChange: (block: PickedBlock | null) => void;
}

/** Characters of the paragraph that are shown. */
const SAMPLE = 40;

/** A paragraph by its number; its opening words say whether it is the one. */
export function BlockField({ label, name, slug, block, error, onChange }: Props) {
  const t = useTranslations('teaching.form');
  const [typed, setTyped] = useState(block ? String(block.number) : '');
  const [found, setFound] = useState<{ words?: string; error?: string }>({});
  const asking = useRef<AbortController | null>(null);

  const ask = async (value: string): Promise<void> => {
    setTyped(value);
    setFound({});
    asking.current?.abort();
    const wanted = value.normalize('NFKC').replace(/^\s*[¶#]?\s*|\s+$/g, '');
    if (wanted === '') return onChange(null);
    const number = Number(wanted);
    if (!/^[1-9]\d{0,8}$/.test(wanted)) return refuse(t('noBlock', { number: wanted }));
    const { signal } = (asking.current = new AbortController());
    const query = { from: number, limit: 1 };
    const answer = await api('GET /api/articles/:slug/blocks', { params: { slug }, query, signal });
    if (signal.aborted) return;
    const there = answer.ok ? answer.data.blocks.find((one) => one.number === number) : undefined;
    if (!there) return refuse(answer.ok ? t('noBlock', { number: wanted }) : t('unreachable'));
    setFound({ words: sample(there.text) });
    // Only looking at what is there changes nothing.
    if (there.key !== block?.key || number !== block.number) onChange({ key: there.key, number });
  };
  const refuse = (why: string): void => {
    setFound({ error: why });
    onChange(null);
  };
  useEffect(() => {
    // What was picked before: its words are looked up, and it may have another number by now.
    const looking = block ? setTimeout(() => void ask(String(block.number))) : undefined;
    return () => {
      clearTimeout(looking);
      asking.current?.abort();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each article: what is typed is asked for as it is typed
  }, [slug]);
  return (
    <TextField
      label={label}
      hint={found.words ?? t('blockHint')}
      error={found.error ?? error}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      value={typed}
      onChange={(event) => void ask(event.target.value)}
    />
  );
}

const sample = (text: string): string => {
  const characters = [...text.replaceAll('\uFFFC', '').replace(/\s+/g, ' ')];
  return characters.length > SAMPLE ? `${characters.slice(0, SAMPLE).join('')}……` : characters.join('');
};
