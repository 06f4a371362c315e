import { systemClock } from '../../src/clock.ts';
import type { LoadedConfig } from '../../src/load-config.ts';
import { silentLog } from '../../src/log.ts';
import { identityOf } from '../../src/open-gateway.ts';
import { openPeople } from '../../src/open-people.ts';
import { lockHolder, openDataFolder } from '../../src/payment/index.ts';
import { CONSOLE, type People } from '../../src/people/index.ts';
import { systemRandom } from '../../src/random.ts';
import { problemOf } from '../../src/ui/people-problems.ts';
import { isAlive } from '../doctor/process-life.ts';
import type { PersonRole } from './options.ts';
import { askTill, NotDone } from './till-door.ts';

/** Somebody on the list, as the till tells it. */
export interface Listed {
  id: string;
  name: string;
  role: PersonRole;
  state?: 'active' | 'left';
}

/** The list of people as the console may change it. Each throws `NotDone` with the reason. */
export interface PeopleConsole {
  list(): Promise<Listed[]>;
  add(person: { name: string; role: PersonRole; pin: string }): Promise<Listed>;
  change(id: string, change: { pin: string } | { state: 'left' }): Promise<Listed>;
  close(): Promise<void>;
}

const self = { pid: process.pid, isAlive };

/** Through the till that runs on the folder, or on the folder itself where none does. Throws where neither can be. */
export async function openConsole({ config, secrets }: LoadedConfig): Promise<PeopleConsole> {
  const { dataDir } = config;
  if ((await lockHolder(dataDir, self)) !== undefined) return throughTill(dataDir, secrets.token);
  const folder = await openDataFolder({
    folder: dataDir,
    gateway: identityOf(config),
    self,
    random: systemRandom,
  });
  const parts = { clock: systemClock, random: systemRandom, log: silentLog };
  const { people, close } = await openPeople({ folder: folder.folder, onChange: () => {} }, parts);
  return onFolder(people, async () => {
    await close();
    await folder.release();
  });
}

function onFolder(people: People, close: () => Promise<void>): PeopleConsole {
  const actor = { person: CONSOLE, place: 'console' };
  const done = (result: Awaited<ReturnType<People['add']>>): Listed => {
    if (result.ok) return result.person;
    throw new NotDone(problemOf(result).detail);
  };
  return {
    list: async () => people.list(),
    add: async (person) => done(await people.add(person, actor)),
    change: async (id, change) => done(await people.change(id, change, actor)),
    close,
  };
}

async function throughTill(dataDir: string, token: string | undefined): Promise<PeopleConsole> {
  const ask = <T>(method: string, place: string, body?: object) =>
    askTill<T>({ dataDir, token }, { method, path: place, body }).catch((error) => {
      if (error instanceof NotDone && error.mayBeDone) {
        throw new NotDone(`${error.message} Look at the list first.`, { mayBeDone: true });
      }
      throw error;
    });
  const changed = async (method: string, place: string, body: object) =>
    (await ask<{ person: Listed }>(method, place, body)).person;
  return {
    list: async () => (await ask<{ people: Listed[] }>('GET', '/people')).people,
    add: (person) => changed('POST', '/people', person),
    change: (id, change) => changed('PUT', `/people/${encodeURIComponent(id)}`, change),
    close: async () => {},
  };
}
