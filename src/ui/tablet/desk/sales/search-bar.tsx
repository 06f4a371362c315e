import type { JSX } from 'preact';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import type { SalesPageProps } from './sales-page.tsx';

/** Finds a sale: typed, typed by a gun in keyboard mode, or read by the register's own gun. */
export function SearchBar({ till, words, desk }: SalesPageProps): JSX.Element {
  const { list: said } = words.book;
  const { list } = desk;
  const hasGun = till.screen.value?.scanners.some(({ up }) => up) ?? false;
  return (
    <div class="search-bar">
      <Field
        label={said.search}
        hint={said.searchHint}
        type="search"
        inputMode="search"
        maxLength={64}
        value={list.query.value}
        onInput={list.search}
        onEnter={() => desk.find(list.query.value)}
        onCode={desk.scanned}
        testId="search"
      />
      {desk.isReading.value ? (
        <Button icon="cross" onPress={desk.stopReading} testId="scan-stop">
          {said.scanStop}
        </Button>
      ) : (
        <Button
          icon="scan"
          onPress={desk.read}
          disabled={!hasGun || !till.connected.value}
          testId="scan-bill"
        >
          {said.scanBill}
        </Button>
      )}
    </div>
  );
}
