import type { JSX } from 'preact';
import type { ShownScan, ShownScanner, TechnicianView } from '../../technician-messages.ts';
import { clockText } from '../look.ts';
import { type Bytes, type Piece, symbologyOf, timelineOf } from '../timeline.ts';
import type { Words } from '../words.ts';

interface Props {
  view: TechnicianView;
  scanner: ShownScanner;
  words: Words;
}

/** A longer list is folded. */
const SHOWN_AT_ONCE = 8;

/** What came last, byte by byte, without the code. */
export function LastScan({ view, scanner, words }: Props): JSX.Element {
  const scan = scanner.lastScan;
  return (
    <section class="scan" aria-label={words.lastScanOf(scanner.name)}>
      <h4>
        {words.lastScan} {scan && <span class="soft">{words.scanAt(clockText(scan.at, view))}</span>}
      </h4>
      {scan ? (
        <>
          <p data-testid="outcome" data-outcome={scan.outcome}>
            {scan.text}
          </p>
          <p class="soft" data-testid="scan-facts">
            {factsOf(scan, words)}
          </p>
          <Timeline
            scan={scan}
            isLine={scanner.mode !== 'hidPos' && scanner.mode !== 'keyboard'}
            words={words}
          />
        </>
      ) : (
        <p class="soft">{words.noScan}</p>
      )}
    </section>
  );
}

function factsOf({ mask, length, aim }: ShownScan, words: Words): string {
  const facts = [
    mask,
    length > 0 ? words.codeLength(length) : '',
    aim === undefined ? '' : words.aim(aim, symbologyOf(aim)),
  ];
  return facts.filter((fact) => fact !== '').join(' · ');
}

function Timeline({
  scan,
  isLine,
  words,
}: {
  scan: ShownScan;
  isLine: boolean;
  words: Words;
}): JSX.Element | null {
  const pieces = timelineOf(scan.pieces, isLine);
  if (pieces.length === 0) return null;
  const lastMs = pieces.at(-1)?.atMs ?? 0;
  return (
    <figure class="timeline" data-testid="timeline">
      <details open={pieces.length <= SHOWN_AT_ONCE}>
        <summary>
          {words.timeline}: {words.total(pieces.length, lastMs)}
        </summary>
        <Ticks pieces={pieces} />
        <ol>
          {pieces.map(({ atMs, bytes }, i) => (
            <li key={i}>
              <span class="piece-at">{words.pieceAt(atMs)}</span>
              <span class="piece-bytes">
                {bytes.map((run, at) => (
                  <Run key={at} run={run} words={words} />
                ))}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </figure>
  );
}

/** The pieces on a line of time: gaps are seen at once. */
function Ticks({ pieces }: { pieces: readonly Piece[] }): JSX.Element {
  return (
    <svg class="ticks" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 12H1000" />
      {pieces.map(({ place }, i) => (
        <path key={i} class="tick" d={`M${8 + place * 984} 2V22`} />
      ))}
    </svg>
  );
}

/** As many dots as are drawn for a run of hidden characters. */
const MOST_DOTS = 24;

function Run({ run, words }: { run: Bytes; words: Words }): JSX.Element {
  if (run.kind === 'hidden') {
    return (
      <span class="run run-hidden">
        <span aria-hidden="true">{'•'.repeat(Math.min(run.count, MOST_DOTS))}</span>
        <span class={run.count > MOST_DOTS ? 'run-count' : 'hidden'}>{words.hiddenBytes(run.count)}</span>
      </span>
    );
  }
  return (
    <span class="run">
      <span>{run.hex}</span>
      {run.name && <span class="run-name">{run.name}</span>}
      {run.count > 1 && <span class="run-count">×{run.count}</span>}
    </span>
  );
}
