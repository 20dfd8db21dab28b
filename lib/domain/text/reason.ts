/** Why an edition was published, in its editor's words: a few sentences. In UTF-16 code units. */
export const MAX_REASON = 500;
