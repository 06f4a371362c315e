import { LOCAL } from '../../src/access/visitor.ts';
import { systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import type { Caller } from '../../src/ui/caller.ts';
import type { Guard } from '../../src/ui/guard.ts';
import { createPeopleGuard } from '../../src/ui/people-guard.ts';

/** The guard of a till where nobody works by name: open to its own machine. */
export const openGuard = (): Guard =>
  createPeopleGuard({
    people: undefined,
    signIn: () => false,
    lanesOf: async () => [],
    clock: systemClock,
    log: silentLog,
  });

/** Somebody at the till's own machine. */
export const atMachine: Caller = { visitor: LOCAL, place: 'local' };
