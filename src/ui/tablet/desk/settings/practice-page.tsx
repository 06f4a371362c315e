import type { JSX } from 'preact';
import { aidWords } from '../../aid-words.ts';
import { ExerciseList } from '../../practice/exercise-list.tsx';
import type { DeskPart } from '../desk-part.ts';

/** What a new cashier has practised on this tablet, and what is left. */
export function PracticePage(_: DeskPart): JSX.Element | null {
  const words = aidWords.value?.practice;
  return words ? <ExerciseList words={words} heading="h2" /> : null;
}
