import type { JSX } from 'preact';
import type { LaneChoice } from '../lanes.ts';
import type { Words } from '../words.ts';
import { Splash } from './splash.tsx';

interface LaneChoiceProps {
  lanes: readonly LaneChoice[];
  words: Words;
  onChoose: (lane: string) => void;
}

/** Asked once per tablet where the shop has several registers. */
export function LaneChoiceView({ lanes, words, onChoose }: LaneChoiceProps): JSX.Element {
  return (
    <Splash text={words.chooseLane}>
      <div class="lanes">
        {lanes.map((lane) => (
          <button
            key={lane.id}
            type="button"
            class="lane"
            data-testid={`lane-${lane.id}`}
            onClick={() => onChoose(lane.id)}
          >
            {lane.name}
          </button>
        ))}
      </div>
      <p class="splash-soft">{words.chooseLaneHint}</p>
    </Splash>
  );
}
