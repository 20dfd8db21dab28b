/** Longer than what is typed to find a name. UTF-16 code units. */
const LONGEST = 20;
/** An `@` behind Latin letters is an address's: `lin@example.org`. Chinese has no spaces to go by. */
const ASKED = new RegExp(String.raw`(?:^|[^\w.+@-])@([^\s@，。；：！？、（）「」『』《》]{0,${LONGEST}})$`, 'u');

/**
 * What is typed of a name: `在这里@沈` asks for those that have 沈. Null: no name is asked for.
 *
 * @param before the line up to where one writes
 */
export const askedName = (before: string): string | null => ASKED.exec(before)?.[1] ?? null;
