'use client';

import { useEffect, useRef, useState } from 'react';
import { api } from '@/lib/client/api';
import { suggestionsPath } from './terms-paths';

/** The way to what might be a term, with how many there are. Asked when the popover around it opens; nothing while there is none. */
export function TermsSuggestionsLink({ slug, label }: { slug: string; label: string }) {
  const [count, setCount] = useState(0);
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const popover = place.current?.closest('[popover]');
    const ask = async (event: Event) => {
      if ((event as ToggleEvent).newState !== 'open') return;
      const answer = await api('GET /api/articles/:slug/terms/suggestions', { params: { slug } });
      if (answer.ok) setCount(answer.data.suggestions.length);
    };
    const onToggle = (event: Event) => void ask(event);
    popover?.addEventListener('beforetoggle', onToggle);
    return () => popover?.removeEventListener('beforetoggle', onToggle);
  }, [slug]);
  return (
    <span ref={place} hidden={count === 0}>
      <a href={suggestionsPath(slug)}>
        {label} {count}
      </a>
    </span>
  );
}
