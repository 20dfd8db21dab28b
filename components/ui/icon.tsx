const PATHS = {
  layers: 'M8 2.8l5.4 2.9L8 8.6L2.6 5.7zM2.8 9.2L8 12l5.2-2.8',
  contents: 'M3 4h10M3 8h10M3 12h6',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  chevron: 'M6 4l4 4-4 4',
  find: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.3 10.3l3.4 3.4',
  notes: 'M3 3.5h10M3 8h6.5M3 12.5h6.5M12.6 8h.01M12.6 12.5h.01',
  up: 'M3.5 10L8 5.5l4.5 4.5',
  down: 'M3.5 6L8 10.5l4.5-4.5',
  glossary: 'M3 3.5c2-.9 3.6-.8 5 .3c1.4-1.1 3-1.2 5-.3v9c-2-.9-3.6-.8-5 .3c-1.4-1.1-3-1.2-5-.3zM8 3.8v9',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
} as const;

/** A line drawing beside words that say the same, hence hidden from screen readers. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor">
      <path d={PATHS[name]} strokeWidth={name === 'more' ? 2.4 : 1.5} strokeLinecap="round" />
    </svg>
  );
}
