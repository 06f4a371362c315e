import type { JSX } from 'preact';
import type { DeskPart } from '../desk-part.ts';

export function Settings({ till }: DeskPart): JSX.Element {
  return <h1>{till.words.place.settings}</h1>;
}
