import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import type { Place } from '../places.ts';
import type { Till } from '../till.ts';
import { Splash } from '../views/splash.tsx';
import { Day } from './day/day.tsx';
import type { DeskPart } from './desk-part.ts';
import { type DeskWords, loadDeskWords } from './desk-words.ts';
import { Sales } from './sales/sales.tsx';
import { Settings } from './settings/settings.tsx';

export interface DeskProps {
  till: Till;
  place: Exclude<Place, 'till'>;
}

const words = signal<DeskWords | undefined>(undefined);
void loadDeskWords().then((loaded) => {
  words.value = loaded;
});

const PARTS: Record<DeskProps['place'], ComponentType<DeskPart>> = {
  sales: Sales,
  day: Day,
  settings: Settings,
};

/** Everything on the page but the till itself: fetched when somebody first goes there. */
export function Desk({ till, place }: DeskProps): JSX.Element {
  const Part = PARTS[place];
  return words.value ? <Part till={till} words={words.value} /> : <Splash text={till.words.loading} />;
}
