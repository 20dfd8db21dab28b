/** Characters a minute in silent reading of Chinese: Brysbaert (2019) has 260 words, some 390 characters. */
const CHARACTERS_A_MINUTE = 390;

/** Whole minutes, at least one. `length` counts UTF-16 code units. */
export const readingMinutes = (length: number): number => Math.max(1, Math.round(length / CHARACTERS_A_MINUTE));
