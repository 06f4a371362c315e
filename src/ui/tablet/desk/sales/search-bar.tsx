import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Status } from '../parts/remarks.tsx';
import { readBill } from './read-bill.ts';
import type { SalesPageProps } from './sales-page.tsx';

/** Finds a sale: typed, typed by a gun in keyboard mode, or read by the register's own gun. */
export function SearchBar({ till, words, desk }: SalesPageProps): JSX.Element {
  const { list: said } = words.book;
  const { list } = desk;
  const [scan, setScan] = useState<AbortController | undefined>(undefined);
  const [remark, setRemark] = useState<string | undefined>(undefined);
  async function read(): Promise<void> {
    const mine = new AbortController();
    setScan(mine);
    setRemark(undefined);
    const bill = await readBill(till, mine.signal);
    setScan(undefined);
    if (bill.kind === 'read') desk.find(bill.text);
    else if (bill.kind === 'paymentCode') setRemark(said.scanPaymentCode);
    else if (bill.kind === 'refused') setRemark(bill.said);
    else if (!mine.signal.aborted) setRemark(said.scanNothing);
  }
  return (
    <>
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
          onCode={desk.find}
          testId="search"
        />
        {scan ? (
          <Button icon="cross" onPress={() => scan.abort()} testId="scan-stop">
            {said.scanStop}
          </Button>
        ) : (
          <Button icon="scan" onPress={() => void read()} disabled={!hasGun(till)} testId="scan-bill">
            {said.scanBill}
          </Button>
        )}
      </div>
      <Status tone={remark === undefined ? 'plain' : 'doubt'} testId="search-remark">
        {scan ? said.scanning : remark}
      </Status>
    </>
  );
}

function hasGun(till: SalesPageProps['till']): boolean {
  return till.screen.value?.scanners.some(({ up }) => up) ?? false;
}
