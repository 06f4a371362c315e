import type { JSX } from 'preact';
import type { DeskPart } from '../desk-part.ts';

export function Day({ till }: DeskPart): JSX.Element {
  return <h1>{till.words.place.day}</h1>;
}
