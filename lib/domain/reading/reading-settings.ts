/** How a reader likes to read. Kept in a cookie, and in the account of those who have one. */
import type { ShownScript } from '../script/script';

export const THEMES = ['system', 'light', 'dark'] as const;
export const SIZES = ['small', 'medium', 'large', 'larger'] as const;
export const WIDTHS = ['narrow', 'medium', 'wide'] as const;
/** 宋, 楷, 黑. */
export const FONTS = ['song', 'kai', 'hei'] as const;
/** Whose spelling a quotation has: what the reader sees, or what the author wrote. */
export const SPELLINGS = ['shown', 'source'] as const;
export type Spelling = (typeof SPELLINGS)[number];

export interface ReadingSettings {
  readonly theme: (typeof THEMES)[number];
  readonly size: (typeof SIZES)[number];
  readonly width: (typeof WIDTHS)[number];
  readonly font: (typeof FONTS)[number];
  /** In which script Chinese texts are read. */
  readonly script: ShownScript;
  /** Whether quotation marks follow the script. */
  readonly quotes: boolean;
  /** In which spelling words are quoted. */
  readonly cite: Spelling;
  /** Whether terms of the glossary are dotted in the text, and explain themselves. */
  readonly glossary: boolean;
  /** Whether single keys (`j`, `c`, …) act. WCAG 2.1.4 wants a way to switch them off. */
  readonly shortcuts: boolean;
}

export const DEFAULT_SETTINGS: ReadingSettings = {
  theme: 'system',
  size: 'medium',
  width: 'medium',
  font: 'song',
  script: 'source',
  quotes: true,
  cite: 'shown',
  glossary: false,
  shortcuts: true,
};

/**
 * A cookie of what was chosen in this browser and has not reached the server for certain: JSON of the
 * settings concerned. The next page shows it, however soon it is asked for.
 */
export const CHOICES_COOKIE = 'meipi-choices';
