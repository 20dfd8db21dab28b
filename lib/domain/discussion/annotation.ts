/** The words of the commentary layer: who says what kind of thing to whom. */

/** W3C motivations. `questioning` is 不懂. */
export const MOTIVATIONS = ['highlighting', 'commenting', 'questioning'] as const;
export type Motivation = (typeof MOTIVATIONS)[number];

/** The layers that everybody has. */
export const LAYERS = ['private', 'public'] as const;
export type CommonLayer = (typeof LAYERS)[number];
/** What a group's members say among themselves: `group:` and the group's id. */
export type GroupLayer = `group:${string}`;
/** Who sees a note. */
export type Layer = CommonLayer | GroupLayer;

export const groupLayer = (groupId: string): GroupLayer => `group:${groupId}`;
/** Id of the group whose layer it is; null for the layers that everybody has. */
export const groupOf = (layer: Layer): string | null => (isCommon(layer) ? null : layer.slice('group:'.length));

export const isCommon = (layer: Layer): layer is CommonLayer => layer === 'private' || layer === 'public';

/** What one may answer a note or a reply with, without a word. In the order in which they are offered. */
export const REACTIONS = ['👍', '❤️', '💡', '🤔', '😄'] as const;
export type Reaction = (typeof REACTIONS)[number];
