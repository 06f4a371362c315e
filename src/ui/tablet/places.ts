import { type Signal, signal } from '@preact/signals';
import type { Screen } from '../messages.ts';
import { mayLeave } from './modes.ts';
import type { Till } from './till.ts';

/** Where on the page somebody is. Everything but the till itself is fetched when it is first gone to. */
export const PLACES = ['till', 'sales', 'day', 'settings'] as const;

export type Place = (typeof PLACES)[number];

type Places = Pick<Till, 'left' | 'wantedOrder' | 'goTo' | 'showOrder'> & { place: Signal<Place> };

/** Where the page is. `screen`: the till's latest, which says whether the lane can be left alone. */
export function createPlaces(screen: Signal<Screen | undefined>): Places {
  const place = signal<Place>('till');
  const left = signal(0);
  const wantedOrder = signal<string | undefined>(undefined);
  const mayGo = () => screen.value !== undefined && mayLeave(screen.value.mode);
  return {
    place,
    left,
    wantedOrder,
    goTo: (next) => {
      if (next === 'till' && place.value !== 'till') left.value += 1;
      if (next === 'till' || mayGo()) place.value = next;
    },
    showOrder: (number) => {
      if (!mayGo()) return;
      wantedOrder.value = number;
      place.value = 'sales';
    },
  };
}
