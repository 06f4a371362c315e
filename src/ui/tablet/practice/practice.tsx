import './practice.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Screen } from '../../messages.ts';
import { aidWords } from '../aid-words.ts';
import { Dialog } from '../desk/parts/dialog.tsx';
import { Status } from '../desk/parts/remarks.tsx';
import type { Till } from '../till.ts';
import { Icon } from '../views/icons.tsx';
import { ExerciseList } from './exercise-list.tsx';
import { practised } from './progress.ts';
import { lessonFits, SITUATION_GROUPS, SITUATIONS, type Situation } from './situations.ts';

export { followExercises } from './progress.ts';

interface SheetProps {
  till: Till;
  screen: Screen;
  onClose: () => void;
}

/** Plays a customer: each situation of the counter as a button, and what is still to be tried. */
export function PracticeSheet({ till, screen, onClose }: SheetProps): JSX.Element | null {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const words = aidWords.value?.practice;
  const { saleId, lane } = screen;
  if (!words || saleId === undefined) return null;

  const play = async (situation: Situation) => {
    setBusy(true);
    setProblem(undefined);
    // Before the answer: the lane's next screen may be quicker.
    practised.value = { saleId, situation };
    const answer = await till.rest.ask(`/lanes/${encodeURIComponent(lane)}/practise`, {
      method: 'POST',
      body: { saleId, outcome: situation },
    });
    setBusy(false);
    if (answer.kind === 'done') return onClose();
    practised.value = undefined;
    setProblem(answer.kind === 'refused' ? answer.detail : till.words.noAnswer);
  };

  return (
    <Dialog title={words.title} closeLabel={till.words.close} onClose={onClose} testId="practice">
      <p>{words.intro}</p>
      {SITUATION_GROUPS.map((group) => (
        <section key={group} class="practice-group" aria-label={words.groups[group]}>
          <h3>{words.groups[group]}</h3>
          <div class="practice-situations">
            {SITUATIONS[group].map((situation) => (
              <button
                key={situation}
                type="button"
                class="practice-situation"
                data-testid={`practise-${situation}`}
                disabled={isBusy || !till.connected.value}
                onClick={() => void play(situation)}
              >
                {words.situations[situation].name}
              </button>
            ))}
          </div>
        </section>
      ))}
      <Status tone="bad">{problem}</Status>
      <ExerciseList words={words} heading="h3" />
    </Dialog>
  );
}

/** One line under a practised sale: what it was, and what is to be done. */
export function Lesson({ screen }: { screen: Screen }): JSX.Element | null {
  const words = aidWords.value?.practice;
  const last = practised.value;
  if (!words || last === undefined || screen.saleId !== last.saleId) return null;
  if (!lessonFits(last.situation, screen.mode)) return null;
  return (
    <p class="lesson" data-testid="lesson">
      <Icon name="practice" />
      {words.situations[last.situation].lesson}
    </p>
  );
}
