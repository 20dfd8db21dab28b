import { getTranslations } from 'next-intl/server';
import { FONTS, SIZES, SPELLINGS, THEMES, WIDTHS, type ReadingSettings } from '@/lib/domain/reading/reading-settings';
import { HELP_ID } from './help-id';
import { SettingsForm } from './settings-form';
import styles from './settings-panel.module.css';

/** How one likes to read: theme, size, width, typeface, single keys. `SettingsForm` puts it to work. */
export async function SettingsPanel({ settings }: { settings: ReadingSettings }) {
  const t = await getTranslations('reader.settings');
  return (
    <SettingsForm className={styles.form} notSaved={t('notSaved')}>
      <Choice
        name="theme"
        legend={t('theme')}
        options={THEMES}
        chosen={settings.theme}
        word={(o) => t(`themes.${o}`)}
      />
      <Choice name="size" legend={t('size')} options={SIZES} chosen={settings.size} word={(o) => t(`sizes.${o}`)} />
      <Choice
        name="width"
        legend={t('width')}
        options={WIDTHS}
        chosen={settings.width}
        word={(o) => t(`widths.${o}`)}
      />
      <Choice name="font" legend={t('font')} options={FONTS} chosen={settings.font} word={(o) => t(`fonts.${o}`)} />
      <Choice
        name="cite"
        legend={t('cite')}
        options={SPELLINGS}
        chosen={settings.cite}
        word={(o) => t(`spellings.${o}`)}
      />
      <label className={styles.switch}>
        <input type="checkbox" name="quotes" defaultChecked={settings.quotes} />
        {t('quotes')}
      </label>
      <label className={styles.switch}>
        <input type="checkbox" name="shortcuts" defaultChecked={settings.shortcuts} aria-describedby="shortcuts-hint" />
        {t('shortcuts')}
      </label>
      <p id="shortcuts-hint" className={styles.hint}>
        {t('shortcutsHint')}{' '}
        <button type="button" className={styles.help} data-opens={HELP_ID}>
          {t('help')}
        </button>
      </p>
    </SettingsForm>
  );
}

interface ChoiceProps<O extends string> {
  name: string;
  legend: string;
  options: readonly O[];
  chosen: O;
  word: (option: O) => string;
}

function Choice<O extends string>({ name, legend, options, chosen, word }: ChoiceProps<O>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option} data-option={`${name}-${option}`}>
            <input type="radio" name={name} value={option} defaultChecked={option === chosen} />
            <span>{word(option)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
