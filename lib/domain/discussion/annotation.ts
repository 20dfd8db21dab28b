/** The words of the commentary layer: who says what kind of thing to whom. */

/** W3C motivations. `questioning` is 不懂. */
export const MOTIVATIONS = ['highlighting', 'commenting', 'questioning'] as const;
export type Motivation = (typeof MOTIVATIONS)[number];

/** Who sees a note. Groups add `group:<id>`. */
export const LAYERS = ['private', 'public'] as const;
export type Layer = (typeof LAYERS)[number];
