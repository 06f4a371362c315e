import { effect } from '@preact/signals';
import { render } from 'preact';
import { systemClock } from '../../clock.ts';
import { directionOf, languageOf } from '../languages/tags.ts';
import { createPairDesk, type PairAnswer, type Stage } from './pair-desk.ts';
import { PairPage } from './views/page.tsx';
import { loadPairWords } from './words.ts';

const ANSWER_MS = 15_000;

const root = document.getElementById('root');
const language = languageOf(navigator.language);
document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);

/** The code behind `#`, taken once: no history and no bookmark keeps it. */
function takeCode(): string | undefined {
  const given = decodeURIComponent(location.hash.slice(1));
  if (given === '') return undefined;
  history.replaceState(null, '', location.pathname);
  return given;
}

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<PairAnswer<T>> {
  const over = new AbortController();
  const callOff = systemClock.after(ANSWER_MS, () => over.abort());
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: over.signal,
    });
    const answer = await response.json();
    if (response.ok) return { kind: 'done', body: answer as T };
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
    const { code = 'fault' } = answer as { code?: string };
    return { kind: 'refused', code, ...(Number.isFinite(wait) && { waitSeconds: wait }) };
  } catch {
    return { kind: 'unknown' };
  } finally {
    callOff();
  }
}

/** Says on the outside, as `data-connected`, whether the till has said who this is. */
const isAnswered = ({ kind }: Stage) => kind !== 'looking' && kind !== 'unreachable';

if (root) {
  const words = await loadPairWords(language);
  document.title = words.title;
  const desk = createPairDesk({ words, ask, goTo: (page) => location.replace(page) });
  const isHere = /^(localhost|127\.|\[::1\])/.test(location.hostname);
  const isOpen = location.protocol === 'http:' && !isHere;
  const isTurnedAway = new URLSearchParams(location.search).has('away');
  effect(() => {
    document.documentElement.dataset.connected = String(isAnswered(desk.stage.value));
  });
  render(<PairPage desk={desk} isOpen={isOpen} isTurnedAway={isTurnedAway} />, root);
  const begin = () => void desk.begin(takeCode());
  // A picture that is taken while the page is open changes only what stands behind the #.
  window.addEventListener('hashchange', () => location.hash !== '' && begin());
  begin();
}
