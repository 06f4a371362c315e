import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Till } from '../../till.ts';
import { Button } from '../parts/button.tsx';
import { Status } from '../parts/remarks.tsx';
import type { SettingsWords } from './settings-words.ts';

interface TestPrintProps {
  till: Till;
  words: SettingsWords;
  /** The printer in the field is the one the till knows. */
  isSaved: boolean;
}

type Outcome = { tone: 'good' | 'bad' | 'doubt'; text: string };

/** Prints a slip on the shop's printer, where one is set. */
export function TestPrint({ till, words, isSaved }: TestPrintProps): JSX.Element {
  const [outcome, setOutcome] = useState<Outcome>();
  const [isBusy, setBusy] = useState(false);
  const print = async () => {
    if (!isSaved) return setOutcome({ tone: 'bad', text: words.saveFirst });
    setBusy(true);
    setOutcome(undefined);
    const answer = await till.rest.ask('/printer/test', { method: 'POST' });
    setBusy(false);
    if (answer.kind === 'done') setOutcome({ tone: 'good', text: words.testPrinted });
    if (answer.kind === 'refused') setOutcome({ tone: 'bad', text: words.testNotPrinted(answer.detail) });
    if (answer.kind === 'unknown') setOutcome({ tone: 'doubt', text: till.words.noAnswerYet });
  };
  return (
    <>
      <Button icon="print" testId="test-print" busy={isBusy} onPress={() => void print()}>
        {words.testPrint}
      </Button>
      {outcome && (
        <Status tone={outcome.tone} testId="test-printed">
          {outcome.text}
        </Status>
      )}
    </>
  );
}
