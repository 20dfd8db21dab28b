'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { troubleOf, type Trouble } from '@/components/ui/use-submit';
import type { WaitingView } from '@/lib/contract/moderation';
import type { Decision } from './decided-here';
import { sendHiding } from './moderate';
import styles from './waiting.module.css';

interface Props {
  item: WaitingView;
  decision: Decision;
  /** What was hidden is shown again. */
  onShown: () => void;
}

/** Takes the focus: the button that was pressed is gone. */
export function DecidedLine({ item, decision, onShown }: Props) {
  const t = useTranslations('moderation');
  const line = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => line.current?.focus({ preventScroll: true }), [decision]);
  const undo = async () => {
    setBusy(true);
    setTrouble(null);
    const result = await sendHiding({ note: item.note.id, reply: item.reply }, null);
    setBusy(false);
    if (result.ok) onShown();
    else setTrouble(troubleOf(result));
  };
  return (
    <>
      <div ref={line} className={styles.decided} role="status" tabIndex={-1}>
        {t(decision)}
        {decision === 'hidden' && (
          <Button size="small" busy={busy} onClick={() => void undo()}>
            {t('undo')}
          </Button>
        )}
      </div>
      <ProblemNotice trouble={trouble} />
    </>
  );
}
