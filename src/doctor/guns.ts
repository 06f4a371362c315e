import type { Candidate, Certainty } from '../devices/candidate.ts';
import type { Finding, ScannerStatus } from '../devices/scan.ts';
import type { Check, Outcome } from './check.ts';

/** A gun as the running till tells of it, or as it was seen when it was opened for a moment. */
export type SeenGun = Pick<ScannerStatus, 'id' | 'lane' | 'name' | 'state' | 'finding' | 'isConfigured'> & {
  seen: 'byTill' | 'opened';
};

const HOW: Record<SeenGun['seen'], string> = {
  byTill: 'The till that runs has it open.',
  opened: 'It was opened, and closed again.',
};

/** One gun of a lane: there or not, and why. */
export function gunCheck({ id, lane, name, state, finding, isConfigured, seen }: SeenGun): Check {
  const where = lane === undefined ? 'of no lane' : `of lane ${lane}`;
  const base = { id: `gun ${id}`, title: state === 'absent' ? `Gun ${where}` : `Gun ${name} ${where}` };
  if (state === 'up') {
    if (finding) return { ...base, outcome: 'warn', detail: finding.message, cure: finding.cure };
    return { ...base, outcome: 'ok', detail: HOW[seen] };
  }
  if (state === 'disabled') {
    return { ...base, outcome: 'ok', detail: "Switched off on the technician's page." };
  }
  if (state === 'starting' && seen === 'byTill') return { ...base, outcome: 'warn', ...OPENING };
  const outcome = isConfigured ? 'fail' : 'warn';
  return { ...base, outcome, ...(finding ? told(finding) : UNKNOWN) };
}

const OPENING = { detail: 'The till is opening it.', cure: 'Look again in a moment.' };

const UNKNOWN = {
  detail: 'It did not open in time.',
  cure: 'Plug it in again; look at its cable, or at its network.',
};

const IS: Record<Certainty, string> = {
  certain: 'A scanner',
  doubtful: 'It may be a scanner',
  wrongMode: 'A scanner, in a mode that cannot be read',
  other: 'No scanner, as far as can be told',
};

export interface DeviceQuestion {
  /** Whether this user may open it. Not known: it is held by the till, or has no place of its own. */
  mayOpen?: 'yes' | 'no' | 'missing' | undefined;
  /** Whether a gun that is configured, or bound, is this very device. */
  isUsed: boolean;
}

/** One plugged-in device: what it is taken for, by what, and what to do to use it. */
export function deviceCheck(candidate: Candidate, { mayOpen, isUsed }: DeviceQuestion): Check {
  const { key, name, place, certainty, why, finding, entry } = candidate;
  const seen = [`${place}.`, `${IS[certainty]}.`, ...why, ...(finding ? [finding.message] : [])];
  const detail = seen.join(' ');
  const base = { id: `device ${key}`, title: `Device ${name}` };
  const isScanner = certainty === 'certain' || certainty === 'wrongMode' || isUsed;
  if (mayOpen === 'no' && isScanner) {
    return { ...base, outcome: 'fail', detail: `${detail} This user may not open it.`, cure: PERMISSION };
  }
  if (finding) return { ...base, outcome: isUsed ? 'ok' : OF[certainty], detail, cure: finding.cure };
  if (certainty === 'doubtful' && !isUsed && entry) {
    const cure = `If it is a scanner: bind it on the technician's page, or write under scanners of its lane ${JSON.stringify(entry)}`;
    return { ...base, outcome: 'ok', detail, cure };
  }
  return { ...base, outcome: 'ok', detail };
}

/** A device with a finding: how much it matters. */
const OF: Record<Certainty, Outcome> = { certain: 'warn', doubtful: 'warn', wrongMode: 'warn', other: 'ok' };

const PERMISSION =
  'Install the udev rule (see "udev rule"), put the user of the till into the groups (see "Groups"), then plug it in again.';

/** Why a part of the machine could not be looked at for devices. */
export function listingCheck(finding: Finding): Check {
  return {
    id: `listing ${finding.code}`,
    title: 'Looking for devices',
    outcome: 'warn',
    ...told(finding),
  };
}

function told({ message, cure }: Finding): { detail: string; cure: string } {
  return { detail: message, cure };
}
