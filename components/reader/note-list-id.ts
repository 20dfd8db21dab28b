/** The button in the bar that opens the list of an article's notes, and says how many are unread. */
export const NOTE_LIST_ID = 'note-list';
