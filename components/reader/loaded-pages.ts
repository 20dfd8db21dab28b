import { articleText } from './reading-line';

/** A page of the text that is in the page, by the numbers of its first and last block. */
export interface LoadedPage {
  readonly from: number;
  readonly to: number;
}

/** In reading order, without gaps. */
export const loadedPages = (): readonly LoadedPage[] =>
  Array.from(articleText()?.querySelectorAll<HTMLElement>('[data-page]') ?? [], ({ dataset }) => ({
    from: Number(dataset.from),
    to: Number(dataset.to),
  }));
