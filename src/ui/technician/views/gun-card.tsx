import type { JSX } from 'preact';
import type { ShownScanner, TechnicianView } from '../../technician-messages.ts';
import type { Desk } from '../desk.ts';
import { clockText, lookOf, spanText } from '../look.ts';
import { FindingNote } from './finding.tsx';
import { GunActions } from './gun-actions.tsx';
import { Counters, GunFacts } from './gun-facts.tsx';
import { Health } from './health.tsx';
import { LastScan } from './last-scan.tsx';
import { LookBadge } from './look-badge.tsx';

export interface GunProps {
  desk: Desk;
  view: TechnicianView;
  scanner: ShownScanner;
}

/** One gun: how it is, what it is, what came last, and what can be done. */
export function GunCard({ desk, view, scanner }: GunProps): JSX.Element {
  const { words } = desk;
  const look = lookOf(scanner, words);
  const titleId = `gun-${scanner.id}-title`;
  const span = spanText(desk.tillMs.value - scanner.since);
  return (
    <article
      class="card"
      aria-labelledby={titleId}
      data-testid={`gun-${scanner.id}`}
      data-state={scanner.state}
    >
      <header class="card-head">
        <LookBadge look={look} />
        <div>
          <h3 id={titleId} data-testid="name">
            {scanner.name}
          </h3>
          <p>
            <strong class={`tone-${look.tone}`} data-testid="state">
              {look.word}
            </strong>{' '}
            {scanner.testUntil === undefined && (
              <span class="soft" data-testid="since">
                {words.since(clockText(scanner.since, view), span)}
              </span>
            )}
          </p>
          <p data-testid="lane">{laneText({ desk, view, scanner })}</p>
        </div>
      </header>
      {scanner.finding && <FindingNote finding={scanner.finding} words={words} />}
      <GunActions desk={desk} view={view} scanner={scanner} />
      {scanner.state !== 'absent' && (
        <>
          <LastScan view={view} scanner={scanner} words={words} />
          <GunFacts scanner={scanner} words={words} />
          <Counters scanner={scanner} words={words} />
          <Health scanner={scanner} words={words} />
        </>
      )}
    </article>
  );
}

function laneText({ desk, view, scanner }: GunProps): string {
  const { words } = desk;
  const lane = view.lanes.find(({ id }) => id === scanner.lane);
  if (!lane) return words.noLane;
  return lane.isBusy ? `${words.forLane(lane.name)}, ${words.laneBusy}` : words.forLane(lane.name);
}
