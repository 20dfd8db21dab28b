import { useTranslations } from 'next-intl';
import type { CompletionRule } from '@/lib/domain/assignments/rule';

/** Says a completion rule as one sentence. */
export function useRuleSentence(): (rule: CompletionRule) => string {
  const t = useTranslations('assignments.rule');
  return ({ mustRead, minNotes, minReplies }) => {
    const asked = [
      mustRead && t('read'),
      minNotes > 0 && t('notes', { count: minNotes }),
      minReplies > 0 && t('replies', { count: minReplies }),
    ].filter((part) => part !== false);
    return asked.length === 0 ? t('nothing') : t('sentence', { parts: asked.join(t('then')) });
  };
}
