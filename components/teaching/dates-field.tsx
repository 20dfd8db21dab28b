'use client';

import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '@/components/ui/field';
import { momentAt } from '@/lib/domain/assignments/wall-time';
import type { AssignmentContent } from './assignment-content';
import styles from './form.module.css';

interface Props {
  content: AssignmentContent;
  fieldError: (name: string) => string | undefined;
  onChange: (changes: Partial<AssignmentContent>) => void;
}

const DATES = [
  ['opens', 'opensAt'],
  ['due', 'dueAt'],
  ['closes', 'closesAt'],
] as const;

/** When it opens, is due and closes, by the clock of a place. */
export function DatesField({ content, fieldError, onChange }: Props) {
  const t = useTranslations('teaching.form');
  const { timeZone } = content;
  return (
    <fieldset className={styles.part}>
      <legend>{t('when')}</legend>
      <div className={styles.three}>
        {DATES.map(([name, field]) => (
          <WallTimeField
            key={name}
            label={t(name)}
            hint={t(`${name}Hint`)}
            name={name}
            error={fieldError(field)}
            value={content[name]}
            timeZone={timeZone}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
      <SelectField
        label={t('timeZone')}
        name="timeZone"
        error={fieldError('timeZone')}
        value={timeZone}
        onChange={(event) => onChange({ timeZone: event.target.value })}
      >
        {zonesWith(timeZone).map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}

interface WallTimeProps {
  label: string;
  hint: string;
  name: string;
  error: string | undefined;
  value: string;
  timeZone: string;
  onChange: (value: string) => void;
}

/** A time by the clock of a place; where that clock jumps over it, it says what is meant. */
export function WallTimeField({ label, hint, name, error, value, timeZone, onChange }: WallTimeProps) {
  const t = useTranslations('teaching.form');
  const moment = value === '' ? null : momentAt(value, timeZone);
  const jumped = moment !== null && moment.wall !== value.slice(0, 16);
  return (
    <TextField
      type="datetime-local"
      label={label}
      hint={jumped ? t('jumped', { time: moment.wall.replace('T', ' ') }) : hint}
      name={name}
      error={error}
      // A year of six digits is a slip of the finger.
      max="9999-12-31T23:59"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

let known: readonly string[] | undefined;
function zonesWith(zone: string): readonly string[] {
  known ??= [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();
  return known.includes(zone) ? known : [zone, ...known];
}
