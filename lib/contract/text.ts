import { z } from 'zod';

/** PostgreSQL stores no U+0000, and half a surrogate pair is no text. */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/\0|\p{Cs}/u.test(text));

/** Likewise of a name or a title: something of it is seen. */
export const title = (max: number) =>
  words(max)
    .min(1, { abort: true })
    .refine((text) => /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text));

/** A moment that can be stored, told in every time zone and moved by some years: a year that everybody writes in four digits. */
export const instant = z.iso.datetime({ offset: true }).refine((text) => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1900 && year <= 9000;
});
