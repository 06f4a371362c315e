import type { Till } from '../till.ts';
import type { DeskWords } from './desk-words.ts';

/** What each part of the desk is given. */
export interface DeskPart {
  till: Till;
  words: DeskWords;
}
