import 'server-only';

/** Who somebody is, as it is told; null: their account is gone. */
export const nameOf = (id: string | null, name: string | null): { id: string; name: string } | null =>
  id === null ? null : { id, name: name ?? '' };
