export { book } from './book.ts';
export { day } from './day.ts';
export { people } from './people.ts';
export { printing } from './printing.ts';
export { settings } from './settings.ts';
export { story } from './story.ts';
