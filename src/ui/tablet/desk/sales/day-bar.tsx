import type { JSX } from 'preact';
import { Icon } from '../../views/icons.tsx';
import type { DeskWords } from '../desk-words.ts';
import { isDay } from './days.ts';
import type { SalesList } from './sales-list.ts';

/** Which day is shown: one before, one after, or any by the tablet's own picker. */
export function DayBar({ list, words }: { list: SalesList; words: DeskWords }): JSX.Element {
  const { list: said } = words.book;
  const today = list.today.value;
  const day = list.day.value ?? today ?? '';
  return (
    <div class="day-bar">
      <button
        type="button"
        class="button button-icon"
        data-testid="day-before"
        onClick={() => list.stepDay(-1)}
      >
        <Icon name="before" />
        <span class="hidden">{said.dayBefore}</span>
      </button>
      <label class="day-bar-pick">
        <span class="hidden">{said.pickDay}</span>
        <input
          type="date"
          class="input"
          data-testid="day"
          value={day}
          max={today}
          onInput={(event) => {
            const { value } = event.currentTarget;
            if (isDay(value) && (today === undefined || value <= today)) list.goToDay(value);
          }}
        />
      </label>
      <button
        type="button"
        class="button button-icon"
        data-testid="day-after"
        disabled={list.day.value === undefined}
        onClick={() => list.stepDay(1)}
      >
        <Icon name="next" />
        <span class="hidden">{said.dayAfter}</span>
      </button>
    </div>
  );
}
