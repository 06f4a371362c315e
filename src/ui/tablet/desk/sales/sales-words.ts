import type { book } from '../../../languages/en/book.ts';
import type { story } from '../../../languages/en/story.ts';

/** The part of the desk's words that speaks of sales. */
export interface SalesWords {
  book: typeof book;
  story: typeof story;
}
