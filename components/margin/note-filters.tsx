import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Note } from './note';
import { layerName } from './layer-name';
import type { Facets } from './use-note-list';
import styles from './note-list.module.css';

/** Which threads are listed, and in which order. Remembered while the page is open. */
export interface Filters {
  readonly unread: boolean;
  readonly mine: boolean;
  readonly questions: boolean;
  /** Of questions. */
  readonly answered: 'any' | 'open' | 'resolved';
  /** Number of a block in the section; null: all of the text. */
  readonly section: number | null;
  /** Id; '': anybody. */
  readonly author: string;
  /** '': any. */
  readonly tag: string;
  /** '': all. */
  readonly layer: Note['layer'] | '';
  readonly sort: 'place' | 'time';
}

export const NO_FILTERS: Filters = {
  unread: false,
  mine: false,
  questions: false,
  answered: 'any',
  section: null,
  author: '',
  tag: '',
  layer: '',
  sort: 'place',
};

interface Props {
  filters: Filters;
  /** Null: not known yet, and nothing to choose from. */
  facets: Facets | null;
  signedIn: boolean;
  /** Number of the block one reads. */
  section: () => number;
  onChange: (filters: Filters) => void;
}

/** Switches for what is asked for most, lists for the rest; those that offer no choice are left out. */
export function NoteFilters({ filters, facets, signedIn, section, onChange }: Props) {
  const t = useTranslations('margin');
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  const { unread, mine, questions, answered, author, tag, layer } = filters;
  const [people = [], tags = [], layers = []] = [facets?.people, facets?.tags, facets?.layers];
  return (
    <div className={styles.filters} role="group" aria-label={t('noteList.filters')}>
      <div className={styles.switches}>
        {signedIn && (
          <>
            <Switch on={unread} onPress={() => set({ unread: !unread })}>
              {t('noteList.unread')}
            </Switch>
            <Switch on={mine} onPress={() => set({ mine: !mine, author: '' })}>
              {t('noteList.mine')}
            </Switch>
          </>
        )}
        <Switch on={questions} onPress={() => set({ questions: !questions, answered: 'any' })}>
          {t('noteList.questions')}
        </Switch>
        {hasSections() && (
          <Switch
            on={filters.section !== null}
            title={sectionTitle()}
            onPress={() => set({ section: filters.section === null ? section() : null })}
          >
            {t('noteList.section')}
          </Switch>
        )}
      </div>
      <div className={styles.choices}>
        {questions && (
          <Choice
            label={t('noteList.answered')}
            value={answered}
            onChange={(value) => set({ answered: value as Filters['answered'] })}
          >
            <option value="any">{t('noteList.answeredAny')}</option>
            <option value="open">{t('noteList.open')}</option>
            <option value="resolved">{t('noteList.resolved')}</option>
          </Choice>
        )}
        {!mine && (people.length > 1 || author !== '') && (
          <Choice label={t('noteList.person')} value={author} onChange={(value) => set({ author: value })}>
            <option value="">{t('noteList.anybody')}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
        {(tags.length > 0 || tag !== '') && (
          <Choice label={t('noteList.tag')} value={tag} onChange={(value) => set({ tag: value })}>
            <option value="">{t('noteList.anyTag')}</option>
            {tags.map((one) => (
              <option key={one.tag} value={one.tag}>
                #{one.tag}
              </option>
            ))}
          </Choice>
        )}
        {(layers.length > 1 || layer !== '') && (
          <Choice
            label={t('noteList.layer')}
            value={layer}
            onChange={(value) => set({ layer: value as Filters['layer'] })}
          >
            <option value="">{t('noteList.anyLayer')}</option>
            {layers.map((one) => (
              <option key={one.layer} value={one.layer}>
                {layerName(one, t)}
              </option>
            ))}
          </Choice>
        )}
      </div>
    </div>
  );
}

/** In which order they are listed. */
export function NoteOrder({ filters, onChange }: Pick<Props, 'filters' | 'onChange'>) {
  const t = useTranslations('margin');
  return (
    <Choice
      label={t('noteList.sort')}
      value={filters.sort}
      onChange={(sort) => onChange({ ...filters, sort: sort as Filters['sort'] })}
    >
      <option value="place">{t('noteList.place')}</option>
      <option value="time">{t('noteList.time')}</option>
    </Choice>
  );
}

interface SwitchProps {
  on: boolean;
  title?: string | undefined;
  onPress: () => void;
  children: ReactNode;
}

const Switch = ({ on, title, onPress, children }: SwitchProps) => (
  <button type="button" className={styles.switch} aria-pressed={on} title={title} onClick={onPress}>
    {children}
  </button>
);

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

const Choice = ({ label, value, onChange, children }: ChoiceProps) => (
  <select aria-label={label} title={label} value={value} onChange={(event) => onChange(event.target.value)}>
    {children}
  </select>
);

/** As the contents have them. */
const hasSections = (): boolean => document.querySelector('a[data-section]') !== null;
const sectionTitle = (): string | undefined =>
  document.querySelector('a[data-section][aria-current]')?.textContent ?? undefined;
