import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Scope } from '../../src/access/acts.ts';
import type { DeviceRole, Lanes } from '../../src/access/visitor.ts';
import { scaledClock, systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { createLogRing } from '../../src/log-ring.ts';
import { openAccess } from '../../src/open-access.ts';
import { openPeople } from '../../src/open-people.ts';
import { systemRandom } from '../../src/random.ts';
import type { ShopSettings } from '../../src/shop-settings.ts';
import type { Guns } from '../../src/ui/scanners-api.ts';
import { handClock } from './hand-clock.ts';
import { runUi } from './running-ui.ts';
import { cornerShop, settableShop } from './shop.ts';
import { ADA_PIN, console, MIA_PIN, quickHasher } from './staff.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Body = Record<string, unknown> & {
  token: string;
  code: string;
  detail: string;
  person: { id: string; name: string };
  people: { name: string }[];
  refund: { by: string };
};

/** Whoever is not at the machine comes from here, in the eyes of the till. */
export const FAR = { 'x-forwarded-for': '192.0.2.7' };

interface Answer {
  status: number;
  headers: Headers;
  /** Empty where the answer has none. */
  body: Body;
}

interface AskOptions {
  session?: string | undefined;
  key?: string;
  console?: string;
  headers?: Record<string, string>;
}

export interface StaffedShopOptions {
  /** With the list as it is found, instead of Ada and Mia. */
  asFound?: boolean;
  settings?: Partial<ShopSettings>;
  /** Default: a new one. */
  folder?: string;
  /** Default 1. */
  lanes?: readonly string[];
  /** What `server.tokenFile` holds. */
  token?: string;
  guns?: Guns;
  /** While this says so, no line of who did what can be written. */
  isFull?: () => boolean;
}

/** A shop with Ada, a manager, and Mia, a cashier, over a real engine. */
export async function staffedShop(options: StaffedShopOptions = {}) {
  const clock = scaledClock(40);
  const { folder = temporaryFolder(), settings = {}, isFull = () => false } = options;
  const logRing = createLogRing();
  const log = createLog('debug', (line) => logRing.write(line));
  const { people, openConsole, close } = await openPeople(
    { folder, onChange: () => {} },
    // Its own clock stands still: no wait after a wrong PIN ends by itself on a busy machine.
    { clock: handClock(), random: systemRandom, log, hasher: quickHasher() },
  );
  onTestFinished(close);
  const write = people.wrote.bind(people);
  people.wrote = async (line) => {
    if (isFull()) throw new Error('no space left');
    await write(line);
  };
  if (!options.asFound) {
    await people.add({ name: 'Ada', role: 'manager', pin: ADA_PIN }, console);
    await people.add({ name: 'Mia', role: 'cashier', pin: MIA_PIN }, console);
  }
  const shop = settableShop({ stored: cornerShop(settings) });
  const letIn = await openAccess(folder, { clock: systemClock, random: systemRandom, log });
  onTestFinished(letIn.close);
  const { lanes, token, guns } = options;
  const till = await runUi({
    people,
    letIn,
    shop,
    logRing,
    doctor: async () => [],
    practice: { outcomes: ['paid'], code: () => '' },
    engine: { clock },
    ...(lanes && { lanes }),
    ...(guns && { guns }),
    ...(token !== undefined && { token }),
  });
  await openConsole(till.url);
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    { session, key, console: consoleKey, headers = {} }: AskOptions = {},
  ): Promise<Answer> => {
    const response = await fetch(`${till.url}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(session === undefined ? {} : { 'scantill-session': session }),
        ...(consoleKey === undefined ? {} : { 'scantill-console': consoleKey }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') as Body };
  };
  const signIn = async (person: string, pin: string, kind = 'shift'): Promise<string> =>
    (await ask('POST', '/sessions', { person, pin, kind })).body.token;
  return {
    till,
    people,
    letIn,
    /** What a browser shows that was paired as that; it is not at the machine. */
    device: async (role: DeviceRole, lanes: Lanes = 'all') => {
      const added = await letIn.devices.add({ name: `A ${role}`, role, lanes, scopes: [], by: 'Ada' });
      if (!added.ok) throw new Error(added.why);
      return { id: added.device.id, headers: { ...FAR, cookie: `scantill=${added.token}` } };
    },
    /** The same of a program with those scopes. */
    program: async (scopes: readonly Scope[], lanes: Lanes = 'all') => {
      const added = await letIn.devices.add({ name: 'Web shop', role: 'program', lanes, scopes, by: 'Ada' });
      if (!added.ok) throw new Error(added.why);
      return { id: added.device.id, headers: { ...FAR, authorization: `Bearer ${added.token}` } };
    },
    folder,
    ask,
    signIn,
    log: () => JSON.stringify(logRing.after(0)),
    ada: () => signIn('p1', ADA_PIN),
    mia: () => signIn('p2', MIA_PIN),
    /** What was written down: who did what to what. */
    acts: () =>
      readFileSync(join(folder, 'audit.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { name: string; act: string; what?: string })
        .map(({ name, act, what }) => `${name} ${act} ${what ?? ''}`.trim()),
    paidOrder: async () => {
      const { orderNo } = await till.engine.sell('1', 'paid', 1230);
      await till.engine.orderWhen(orderNo, ({ state }) => state === 'paid');
      return orderNo;
    },
  };
}
