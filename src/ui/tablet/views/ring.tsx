import type { ComponentChildren, JSX } from 'preact';
import type { TimeLeft } from '../time-left.ts';
import type { Words } from '../words.ts';

interface RingProps {
  left: TimeLeft | undefined;
  words: Pick<Words, 'secondsLeft'>;
  /** Something is under way that has not told its end. */
  moving: boolean;
  children: ComponentChildren;
}

/** The state's icon, with the time left drawn around it. */
export function Ring({ left, words, moving, children }: RingProps): JSX.Element {
  if (!left && !moving) return <div class="ring ring-still">{children}</div>;
  return (
    <div class={left ? 'ring ring-timed' : 'ring'}>
      <svg class="ring-drawing" viewBox="0 0 100 100" aria-hidden="true">
        <circle class="ring-track" cx="50" cy="50" r="46" />
        {left ? (
          <circle
            class="ring-left"
            cx="50"
            cy="50"
            r="46"
            pathLength="1"
            stroke-dasharray="1"
            stroke-dashoffset={1 - left.fraction}
          />
        ) : (
          <circle class="ring-turning" cx="50" cy="50" r="46" pathLength="1" stroke-dasharray="0.2 0.8" />
        )}
      </svg>
      {children}
      {left && (
        <span class="ring-seconds" role="timer" aria-label={words.secondsLeft(left.seconds)}>
          {clockFace(left.seconds)}
        </span>
      )}
    </div>
  );
}

/** `0:42`, so that nobody takes it for an amount. */
function clockFace(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
