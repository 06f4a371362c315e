import { onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { openPeople } from '../../src/open-people.ts';
import { CONSOLE, type People, PinHasher } from '../../src/people/index.ts';
import { systemRandom } from '../../src/random.ts';
import { type HandClock, handClock } from './hand-clock.ts';

/** Made in no time: what a PIN costs is for tests of that alone. */
export const quickHasher = () => new PinHasher(systemRandom, { cost: 16, blockSize: 1, parallelization: 1 });

export const console = { person: CONSOLE, place: 'local' };

export interface Staff {
  people: People;
  clock: HandClock;
  folder: string;
  /** Ids of Ada, a manager, and Mia, a cashier. */
  ada: string;
  mia: string;
}

export const ADA_PIN = '314159';
export const MIA_PIN = '2718';

/** The people of a folder: as found there, or Ada and Mia. */
export async function openStaff(folder: string, clock = handClock()): Promise<Staff> {
  const { people, close } = await openPeople(
    { folder, onChange: () => {} },
    { clock, random: systemRandom, log: silentLog, hasher: quickHasher() },
  );
  onTestFinished(close);
  if (people.list().length === 0 && !people.isDamaged) {
    await people.add({ name: 'Ada', role: 'manager', pin: ADA_PIN }, console);
    await people.add({ name: 'Mia', role: 'cashier', pin: MIA_PIN }, console);
  }
  return { people, clock, folder, ada: 'p1', mia: 'p2' };
}
