import type { JSX } from 'preact';
import type { AidWords } from '../aid-words.ts';
import { Button } from '../desk/parts/button.tsx';
import { Row, Rows } from '../desk/parts/rows.tsx';
import { EXERCISES } from './exercises.ts';
import { beginAnew, done } from './progress.ts';

interface ExerciseListProps {
  words: AidWords['practice'];
  /** The step of its heading below the one above it. */
  heading: 'h2' | 'h3';
}

/** What a new cashier should have done once, each with a tick when it was. */
export function ExerciseList({ words, heading: Head }: ExerciseListProps): JSX.Element {
  const isDone = (exercise: (typeof EXERCISES)[number]) => done.value.includes(exercise);
  return (
    <section class="practice-group" data-testid="exercises">
      <Head>{words.progress(done.value.length, EXERCISES.length)}</Head>
      <Rows label={words.exerciseList}>
        {EXERCISES.map((exercise) => (
          <Row
            key={exercise}
            testId={`exercise-${exercise}`}
            icon={isDone(exercise) ? 'check' : 'practice'}
            tone={isDone(exercise) ? 'good' : 'off'}
            title={words.exercises[exercise].name}
            note={words.exercises[exercise].how}
            end={isDone(exercise) ? words.done : undefined}
          />
        ))}
      </Rows>
      {done.value.length > 0 && (
        <Button onPress={beginAnew} testId="exercises-anew">
          {words.beginAnew}
        </Button>
      )}
    </section>
  );
}
