import { effect, type Signal, signal } from '@preact/signals';
import { keeper } from '../kept.ts';
import type { Till } from '../till.ts';
import { EXERCISES, type Exercise, exercisesDoneBy, nextRun, type Run } from './exercises.ts';
import type { Situation } from './situations.ts';

const kept = keeper<'exercises'>(() => sessionStorage);

/** Kept in this tab: the next cashier who opens one begins anew. */
export const done: Signal<readonly Exercise[]> = signal(readDone(kept.get('exercises')));

/** What was practised last, and with which sale. */
export const practised: Signal<{ saleId: string; situation: Situation } | undefined> = signal(undefined);

/** Ticks exercises as the page goes from screen to screen; once for a page. */
export function followExercises(till: Pick<Till, 'screen' | 'asking'>): () => void {
  let run: Run | undefined;
  return effect(() => {
    const screen = till.screen.value;
    if (!screen?.sandbox) return;
    run = nextRun(run, {
      saleId: screen.saleId,
      mode: screen.mode,
      asking: till.asking.value,
      hasGun: screen.scanners.some(({ up }) => up),
      practised: practised.value,
    });
    const fresh = run ? exercisesDoneBy(run).filter((one) => !done.peek().includes(one)) : [];
    if (fresh.length > 0) keepDone([...done.peek(), ...fresh]);
  });
}

/** For the next cashier. */
export function beginAnew(): void {
  keepDone([]);
}

function keepDone(exercises: readonly Exercise[]): void {
  done.value = exercises;
  kept.set('exercises', exercises.join(' '));
}

function readDone(text: string | undefined): Exercise[] {
  const names = (text ?? '').split(' ');
  return EXERCISES.filter((exercise) => names.includes(exercise));
}
