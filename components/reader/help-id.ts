/** The list of keys (`HelpSheet`): `?` and the settings open it. */
export const HELP_ID = 'keyboard-help';
