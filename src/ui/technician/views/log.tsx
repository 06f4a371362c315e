import type { JSX } from 'preact';
import type { LogLine, TechnicianView } from '../../technician-messages.ts';
import { LEVELS, type Level, type LogDesk } from '../log-desk.ts';
import { clockText } from '../look.ts';
import { pairing } from '../pairing-words.ts';
import type { Words } from '../words.ts';

interface Props {
  log: LogDesk;
  view: TechnicianView;
  words: Words;
}

/** The till's log as it is written. Not read aloud by itself: it would never stop. */
export function Log({ log, view, words }: Props): JSX.Element {
  const lines = log.lines.value;
  const isPaused = log.isPaused.value;
  return (
    <section aria-labelledby="log-title" data-testid="log">
      <div class="section-head">
        <h2 id="log-title">{words.log}</h2>
        <label>
          {words.logLevel}
          <select
            value={log.level.value}
            data-testid="log-level"
            onChange={(event) => {
              log.level.value = event.currentTarget.value as Level;
            }}
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {words.levels[level]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button"
          data-testid="log-pause"
          aria-pressed={isPaused}
          onClick={() => {
            log.isPaused.value = !isPaused;
          }}
        >
          {isPaused ? words.goOn : words.pause}
        </button>
        <p class="soft">{words.logHint}</p>
      </div>
      {lines.length === 0 ? (
        <p class="soft">{log.lock.value ? pairing.locked[log.lock.value] : words.logEmpty}</p>
      ) : (
        <ol class="log">
          {lines.map((line) => (
            <Line key={line.n} line={line} view={view} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Line({ line, view }: { line: LogLine; view: TechnicianView }): JSX.Element {
  const { time, level, message, fields } = line;
  const at = Date.parse(time);
  return (
    <li class={`line line-${level}`} data-level={level}>
      <time dateTime={time}>{Number.isNaN(at) ? time : clockText(at, view)}</time>
      <span class="line-level">{level}</span>
      <span>
        {message}{' '}
        <span class="soft">
          {Object.entries(fields)
            .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
            .join('  ')}
        </span>
      </span>
    </li>
  );
}
