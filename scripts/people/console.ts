import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { errorText } from '../../src/errors.ts';
import type { LoadedConfig } from '../../src/load-config.ts';
import { silentLog } from '../../src/log.ts';
import { identityOf } from '../../src/open-gateway.ts';
import { type ConsoleDoor, isConsoleDoor, openPeople } from '../../src/open-people.ts';
import { lockHolder, openDataFolder } from '../../src/payment/index.ts';
import { CONSOLE, type People } from '../../src/people/index.ts';
import { systemRandom } from '../../src/random.ts';
import { problemOf } from '../../src/ui/people-problems.ts';
import { isAlive } from '../doctor/process-life.ts';

/** Somebody on the list, as the till tells it. */
export interface Listed {
  id: string;
  name: string;
  role: 'cashier' | 'manager';
  state?: 'active' | 'left';
}

/** The list of people as the console may change it. Each throws `NotDone` with the reason. */
export interface PeopleConsole {
  list(): Promise<Listed[]>;
  add(person: { name: string; role: 'cashier' | 'manager'; pin: string }): Promise<Listed>;
  change(id: string, change: { pin: string } | { state: 'left' }): Promise<Listed>;
  close(): Promise<void>;
}

/** It was not done; the message says why, and what to do. */
export class NotDone extends Error {}

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
  const { url, key } = await readDoor(path.join(dataDir, 'console.json'));
  const ask = async <T>(method: string, place: string, body?: object): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${place}`, {
      method,
      redirect: 'error',
      headers: {
        'scantill-console': key,
        ...(body && { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch((error) => {
      throw new NotDone(`The till does not answer at ${url}: ${errorText(error)}. Look at the list first.`);
    });
    const told = (await answer.json()) as T & { detail?: string };
    if (!answer.ok) throw new NotDone(told.detail ?? `The till answered ${answer.status}.`);
    return told;
  };
  const changed = async (method: string, place: string, body: object) =>
    (await ask<{ person: Listed }>(method, place, body)).person;
  return {
    list: async () => (await ask<{ people: Listed[] }>('GET', '/people')).people,
    add: (person) => changed('POST', '/people', person),
    change: (id, change) => changed('PUT', `/people/${encodeURIComponent(id)}`, change),
    close: async () => {},
  };
}

const ANSWER_MS = 15_000;

async function readDoor(file: string): Promise<ConsoleDoor> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new NotDone(
      `A till runs on this data folder, and what lets the console in cannot be read: ${errorText(error)}. Is it still starting, or does another user run it?`,
    );
  });
  const door: unknown = JSON.parse(text);
  if (isConsoleDoor(door)) return door;
  throw new NotDone(`${file} does not hold what it should. Start the till anew.`);
}
