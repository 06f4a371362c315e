import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Screen, ScreenMode, ScreenScanner } from '../../messages.ts';
import { timeText } from '../amount-text.ts';
import { mayLeave } from '../modes.ts';
import { WhoBadge } from '../sign-in/sign-in-door.tsx';
import type { Till } from '../till.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';

interface BarProps {
  till: Till;
  screen: Screen;
}

/** The top line. Without a connection the whole of it says so: same place, same height, nothing moves. */
export function Bar({ till, screen }: BarProps): JSX.Element {
  return till.connected.value ? (
    <LiveBar till={till} screen={screen} />
  ) : (
    <OfflineBar till={till} screen={screen} />
  );
}

function LiveBar({ till, screen }: BarProps): JSX.Element {
  const { words, muted, soundLocked } = till;
  const isSilent = muted.value || soundLocked.value;
  return (
    <header class="bar">
      <PlaceButton till={till} />
      <p class="bar-place">
        <strong>{screen.laneName}</strong>
        <span>{screen.shopName}</span>
      </p>
      <WhoBadge till={till} />
      <ScannerPill scanners={screen.scanners} words={words} />
      <BarClock till={till} locale={screen.locale} />
      <button
        type="button"
        class="bar-button"
        data-testid="sound"
        aria-pressed={!muted.value}
        onClick={till.toggleSound}
      >
        <Icon name={isSilent ? 'soundOff' : 'soundOn'} />
        <span class="hidden">{!muted.value && soundLocked.value ? words.soundLocked : words.sound}</span>
      </button>
    </header>
  );
}

/** Time is told four times a second; only another minute is drawn. */
function BarClock({ till, locale }: { till: Till; locale: string }): JSX.Element {
  const text = useMemo(() => computed(() => timeText(till.tillMs.value, locale)), [till, locale]);
  return <time class="bar-clock">{text.value}</time>;
}

function OfflineBar({ till, screen }: BarProps): JSX.Element {
  return (
    <header class="bar bar-offline">
      <PlaceButton till={till} />
      <Icon name="linkLost" />
      <p data-testid="offline-banner" role="alert">
        {offlineSentence(till, screen)}
      </p>
    </header>
  );
}

/** At the beginning of the bar: to the pages beside the till, and there, in the same spot, back to it. */
function PlaceButton({ till }: { till: Till }): JSX.Element {
  const { words, place, screen } = till;
  const isTill = place.value === 'till';
  return (
    <button
      type="button"
      class={isTill ? 'bar-button' : 'bar-button bar-button-back'}
      data-testid={isTill ? 'menu' : 'back-to-till'}
      aria-label={isTill ? words.menu : words.backToTill}
      disabled={isTill && !(screen.value && mayLeave(screen.value.mode))}
      onClick={() => till.goTo(isTill ? 'sales' : 'till')}
    >
      <Icon name={isTill ? 'menu' : 'back'} />
      <span class="bar-word">{isTill ? words.menu : words.place.till}</span>
    </button>
  );
}

function offlineSentence({ words, link, lostAt }: Till, screen: Screen): string {
  if (link.value.kind === 'refused') return words.refused(link.value.reason);
  if (lostAt.value === undefined) return words.connecting;
  const what = screen.restarting
    ? words.restarting
    : words.offlineSince(timeText(lostAt.value, screen.locale));
  return `${what} ${afterLoss(screen.mode, words)}`;
}

/** What to do without a connection. The gun hangs on the till: a scan would still pay, and nobody would see it. */
function afterLoss(mode: ScreenMode, words: Words): string {
  if (mode === 'ready') return words.offlineReady;
  const underWay = mode === 'paying' || mode === 'cancelling' || mode === 'unknown';
  return underWay ? words.offlineGoesOn : words.offlineIdle;
}

/** Whether a gun is there to scan with: icon, word and colour. */
function ScannerPill({ scanners, words }: { scanners: ScreenScanner[]; words: Words }): JSX.Element {
  const up = scanners.filter((scanner) => scanner.up).length;
  return (
    <span class={up > 0 ? 'pill pill-good' : 'pill pill-bad'} data-testid="scanner-state" data-up={up > 0}>
      <Icon name={up > 0 ? 'gun' : 'warning'} />
      <span class="pill-word">{scannerWord(up, scanners.length, words)}</span>
    </span>
  );
}

function scannerWord(up: number, all: number, words: Words): string {
  if (all === 0) return words.scannerNone;
  if (up === 0) return words.scannerDown;
  return up === 1 && all === 1 ? words.scannerReady : words.scannersReady(up, all);
}
