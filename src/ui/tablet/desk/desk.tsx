import './desk.css';
import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import type { Place } from '../places.ts';
import type { Till } from '../till.ts';
import { Icon, type IconName } from '../views/icons.tsx';
import { Splash } from '../views/splash.tsx';
import { Day } from './day/day.tsx';
import type { DeskPart } from './desk-part.ts';
import { type DeskWords, loadDeskWords } from './desk-words.ts';
import { Sales } from './sales/sales.tsx';
import { Settings } from './settings/settings.tsx';

type DeskPlace = Exclude<Place, 'till'>;

export interface DeskProps {
  till: Till;
  place: DeskPlace;
}

const words = signal<DeskWords | undefined>(undefined);
void loadDeskWords().then((loaded) => {
  words.value = loaded;
});

const PARTS: Record<DeskPlace, { page: ComponentType<DeskPart>; icon: IconName }> = {
  sales: { page: Sales, icon: 'list' },
  day: { page: Day, icon: 'day' },
  settings: { page: Settings, icon: 'settings' },
};

/**
 * Everything on the page but the till itself: fetched when somebody first goes there. The way back to the till is the
 * button at the beginning of the bar, where the menu was.
 */
export function Desk({ till, place }: DeskProps): JSX.Element {
  if (!words.value) return <Splash text={till.words.loading} />;
  const Page = PARTS[place].page;
  return (
    <div class="desk">
      <nav class="desk-places" aria-label={till.words.menu}>
        {(Object.keys(PARTS) as DeskPlace[]).map((one) => (
          <button
            key={one}
            type="button"
            class="desk-place"
            data-testid={`place-${one}`}
            aria-current={one === place ? 'page' : undefined}
            onClick={() => till.goTo(one)}
          >
            <Icon name={PARTS[one].icon} />
            {till.words.place[one]}
          </button>
        ))}
      </nav>
      <div key={place} class="desk-page" data-testid={`page-${place}`}>
        <Page till={till} words={words.value} />
      </div>
    </div>
  );
}
