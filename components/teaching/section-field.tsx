'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ChoiceField, SelectField } from '@/components/ui/field';
import { readPath } from '@/lib/domain/reading/read-path';
import type { AssignmentContent, PickedBlock } from './assignment-content';
import { BlockField } from './block-field';
import styles from './form.module.css';

/** An article, as one chooses a section of it. */
export interface SectionText {
  readonly slug: string;
  readonly title: string;
  readonly blocks: number;
  readonly sections: readonly {
    readonly key: string;
    readonly title: string;
    readonly depth: number;
    readonly from: number;
    readonly to: number;
  }[];
  readonly picked: { readonly first: PickedBlock; readonly last: PickedBlock } | null;
}

interface Props {
  articles: readonly { readonly slug: string; readonly title: string }[];
  /** Null: none is chosen, or it is not there yet. */
  text: SectionText | null;
  content: AssignmentContent;
  /** Whose article stays what it is. */
  isFixed: boolean;
  errors: { readonly article: string | undefined; readonly section: string | undefined };
  onArticle: (slug: string) => void;
  onChange: (changes: Partial<AssignmentContent>) => void;
}

/** Which article, and what of it. */
export function SectionField({ articles, text, content, isFixed, errors, onArticle, onChange }: Props) {
  const t = useTranslations('teaching.form');
  const { article } = content;
  return (
    <fieldset className={styles.part}>
      <legend>{t('what')}</legend>
      {isFixed ? (
        <p className={styles.fixed}>
          <span className={styles.label}>{t('article')}</span>
          <span>{text?.title}</span>
        </p>
      ) : (
        <SelectField
          label={t('article')}
          name="article"
          error={errors.article}
          hint={articles.length === 0 ? t('noArticles') : undefined}
          value={article}
          onChange={(event) => onArticle(event.target.value)}
        >
          <option value="">{t('chooseArticle')}</option>
          {articles.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </SelectField>
      )}
      {article !== '' &&
        (text?.slug === article ? (
          <Within text={text} content={content} error={errors.section} onChange={onChange} />
        ) : (
          <p className={styles.hint} role="status">
            {t('loading')}
          </p>
        ))}
    </fieldset>
  );
}

interface WithinProps {
  text: SectionText;
  content: AssignmentContent;
  error: string | undefined;
  onChange: (changes: Partial<AssignmentContent>) => void;
}

function Within({ text, content, error, onChange }: WithinProps) {
  const t = useTranslations('teaching.form');
  const { first, last } = content;
  const by = text.sections.length === 0 ? 'blocks' : content.by;
  const isBackwards = first !== null && last !== null && last.number < first.number;
  const chosen = text.sections.find(({ key }) => key === content.heading);
  return (
    <>
      {text.sections.length > 0 && (
        <ChoiceField
          legend={t('section')}
          name="by"
          value={by}
          choices={[
            { value: 'heading', label: t('byHeading') },
            { value: 'blocks', label: t('byBlocks') },
          ]}
          onChange={(next) => onChange({ by: next })}
        />
      )}
      {by === 'heading' ? (
        <SelectField
          label={t('heading')}
          name="heading"
          error={error}
          hint={chosen && t('span', { from: chosen.from, to: chosen.to })}
          value={content.heading}
          onChange={(event) => onChange({ by, heading: event.target.value })}
        >
          <option value="">{t('chooseHeading')}</option>
          {text.sections.map(({ key, title, depth, from, to }) => (
            <option key={key} value={key}>
              {`${'\u3000'.repeat(depth)}${title}  ¶${from}–${to}`}
            </option>
          ))}
        </SelectField>
      ) : (
        <div className={styles.pair}>
          <BlockField
            label={t('first')}
            name="first"
            slug={text.slug}
            block={first}
            onChange={(next) => onChange({ by, first: next })}
            error={error}
          />
          <BlockField
            label={t('last')}
            name="last"
            slug={text.slug}
            block={last}
            onChange={(next) => onChange({ by, last: next })}
            error={isBackwards ? t('backwards') : undefined}
          />
        </div>
      )}
      <p className={styles.hint}>
        <Link href={readPath(text.slug)} prefetch={false}>
          {t('pickInText')}
        </Link>{' '}
        {t('pickHint', { blocks: text.blocks })}
      </p>
    </>
  );
}
