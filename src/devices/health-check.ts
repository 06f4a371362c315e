import type { ScannerStatus } from './scan.ts';

/**
 * The three levels of health of UPOS.
 * - `internal`: what the till can tell by itself: the line, and whether the device is there
 * - `external`: what a person hears or sees at the gun
 * - `interactive`: what only a scan can show
 */
export type HealthLevel = 'internal' | 'external' | 'interactive';

/** What is known of a gun at one level. */
export interface HealthCheck {
  level: HealthLevel;
  /** `unknown`: somebody has to try. */
  health: 'good' | 'bad' | 'unknown';
  /** In whole sentences, with what to do. */
  says: string;
}

/** UPOS: check health. It changes nothing and makes no sound: what has to be tried is said. */
export function checkHealth(gun: ScannerStatus): HealthCheck[] {
  return [internal(gun), external(gun), interactive(gun)];
}

function internal({ state, name, finding }: ScannerStatus): HealthCheck {
  const level = 'internal';
  if (state === 'disabled') {
    return { level, health: 'unknown', says: `${name} is switched off. Switch it on to check it.` };
  }
  if (state === 'starting') return { level, health: 'unknown', says: `${name} is being opened.` };
  const what = finding ? ` ${finding.message} ${finding.cure}` : '';
  if (state === 'up') return { level, health: finding ? 'bad' : 'good', says: `${name} is open.${what}` };
  return { level, health: 'bad', says: `${name} is not open.${what}` };
}

function external({ state, canSound }: ScannerStatus): HealthCheck {
  const level = 'external';
  if (state !== 'up') return { level, health: 'unknown', says: 'It cannot be told anything now.' };
  const says = canSound
    ? 'It can be told to sound. Let it sound, and listen.'
    : 'It cannot be told to sound. Its own beep says that it has read something, and no more.';
  return { level, health: 'unknown', says };
}

function interactive({ state, lastScan, counters }: ScannerStatus): HealthCheck {
  const level = 'interactive';
  if (lastScan?.outcome === 'malformed') {
    const says = `What came last was no whole code (${counters.malformed} so far). Compare its settings with the gun's.`;
    return { level, health: 'bad', says };
  }
  if (lastScan)
    return { level, health: 'good', says: `It read a code of ${lastScan.length} characters last.` };
  const says = state === 'up' ? 'It has read nothing yet. Make a test scan.' : 'It has read nothing yet.';
  return { level, health: 'unknown', says };
}
