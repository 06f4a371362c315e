import type { Candidate } from './candidate.ts';
import type { FoundGun } from './found-guns.ts';
import type { Finding } from './scan.ts';

interface Facts {
  lane: string;
  isOnlyLane: boolean;
  guns: readonly FoundGun[];
  candidates: readonly Candidate[];
  /** What kept part of the machine from being looked at. */
  findings: readonly Finding[];
}

/** Why a lane that looks for guns has none: what a person can best do something about comes first. Pure. */
export function whyNone({ lane, isOnlyLane, guns, candidates, findings }: Facts): Finding {
  const free = guns.flatMap(({ candidate, lane: taken }) =>
    candidate && taken === undefined ? [candidate] : [],
  );
  if (free.length > 0) return notBound(free, lane, isOnlyLane);
  const wrong = candidates.find(({ certainty, finding }) => certainty === 'wrongMode' && finding);
  const [problem] = findings;
  const doubtful = candidates.filter(({ certainty }) => certainty === 'doubtful');
  return wrong?.finding ?? problem ?? (doubtful.length > 0 ? asked(doubtful, lane) : NOTHING_PLUGGED_IN);
}

function notBound(free: readonly Candidate[], lane: string, isOnlyLane: boolean): Finding {
  const cure = `Bind one on the technician's page, by a scan; or write it into the configuration, under scanners of lane ${lane}: ${entriesOf(free)}`;
  if (free.length > 1 && isOnlyLane) {
    return {
      code: 'TWO_CANDIDATES',
      message: `${free.length} scanners are plugged in: ${namesOf(free)}.`,
      cure,
    };
  }
  const which = free.length === 1 ? 'A scanner is' : `${free.length} scanners are`;
  const message = `${which} plugged in, and no lane was given to ${free.length === 1 ? 'it' : 'them'}: ${namesOf(free)}.`;
  return { code: 'NOT_BOUND', message, cure };
}

function asked(doubtful: readonly Candidate[], lane: string): Finding {
  return {
    code: 'DOUBTFUL',
    message: `No scanner is plugged in that is certain to be one. This may be: ${namesOf(doubtful)}.`,
    cure: `If it is the scanner, give it to the lane on the technician's page; or write it into the configuration, under scanners of lane ${lane}: ${entriesOf(doubtful)}`,
  };
}

const namesOf = (candidates: readonly Candidate[]) =>
  candidates.map(({ name, place }) => `${name} at ${place}`).join('; ');

const entriesOf = (candidates: readonly Candidate[]) =>
  candidates.flatMap(({ entry }) => (entry ? [JSON.stringify(entry)] : [])).join(' or ');

const NOTHING_PLUGGED_IN: Finding = {
  code: 'NOT_FOUND',
  message: 'No scanner is plugged in that can be told from other devices.',
  cure: 'Plug in a scanner in HID POS mode, or write a serial or network one into the configuration.',
};
