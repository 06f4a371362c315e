import type { JSX } from 'preact';
import type { DeskPart } from '../desk-part.ts';

export function Sales({ till }: DeskPart): JSX.Element {
  return <h1>{till.words.place.sales}</h1>;
}
