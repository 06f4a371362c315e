import { expect, test } from 'vitest';
import { ACTS, type Act, ROLES, SCOPES } from '../../src/access/acts.ts';
import { COMMAND_NAMES } from '../../src/ui/commands.ts';
import {
  MANAGER_ACTS,
  OPEN_ACTS,
  ROLE_ACTS,
  ROUTES,
  SCOPE_ACTS,
  TECHNICIAN_ACTS,
} from '../support/access-table.ts';
import { connectTablet } from '../support/running-ui.ts';
import { FAR, staffedShop } from '../support/staffed-shop.ts';

const DEVICE_ROLES = ROLES.filter((role) => role !== 'program');
const acts = Object.keys(ACTS) as Act[];

/** What the guard says; any other answer means that it let the request through. */
const BARRED: Record<string, string> = {
  notPaired: 'not paired',
  wrongDevice: 'not this device',
  noScope: 'not this program',
  managerNeeded: 'a PIN',
  technicianNeeded: 'a PIN',
  consoleNeeded: 'the console',
};

type Shop = Awaited<ReturnType<typeof staffedShop>>;
const PIECES: Record<string, string> = { day: '2020-01-01', lane: '1' };

/** What is looked at before it is asked who may. */
const BODIES: Record<string, object> = { 'post /people': { name: 'Eve', role: 'cashier', pin: '4071' } };

/** How each route answers who shows that, by its act. Nothing is done: no request has what it needs to be. */
async function answersOf({ ask }: Shop, headers: Record<string, string>): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const act of acts) {
    for (const route of ROUTES[act]) {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => PIECES[name] ?? 'none');
      const answer = await ask(
        method.toUpperCase(),
        path,
        method === 'get' ? undefined : (BODIES[route] ?? {}),
        {
          headers,
        },
      ).catch(
        // What is no JSON was let through.
        () => ({ body: { code: 'let through' } }),
      );
      answers.set(`${act}: ${route}`, BARRED[answer.body.code] ?? 'let through');
    }
  }
  return answers;
}

/** What they should be. */
function table(wanted: (act: Act) => string): Map<string, string> {
  return new Map(
    acts.flatMap((act) => ROUTES[act].map((route) => [`${act}: ${route}`, wanted(act)] as const)),
  );
}

test('each route of the till is in the table, under the act that it is', async () => {
  const { ask } = await staffedShop();
  const { paths } = (await ask('GET', '/openapi.json')).body as unknown as {
    paths: Record<string, Record<string, object>>;
  };
  const known = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(known.length).toBeGreaterThan(50);
  expect(Object.values(ROUTES).flat().toSorted()).toEqual(known.toSorted());
});

test('nobody who is not known gets through any route but the open ones', async () => {
  const shop = await staffedShop({ asFound: true });
  const open = (act: Act) => (OPEN_ACTS.includes(act) ? 'let through' : 'not paired');
  expect(await answersOf(shop, FAR)).toEqual(table(open));
});

test.each(DEVICE_ROLES)('a device paired as %s, on every route, with people and without', async (role) => {
  for (const asFound of [true, false]) {
    const shop = await staffedShop({ asFound });
    const { headers } = await shop.device(role);
    const wanted = (act: Act): string => {
      if (!ROLE_ACTS[role].includes(act)) return 'not this device';
      if (MANAGER_ACTS.includes(act)) {
        if (!asFound) return 'a PIN';
        if (act === 'changePeople') return 'the console';
        return role === 'manager' ? 'let through' : 'not this device';
      }
      return TECHNICIAN_ACTS.includes(act) && !asFound ? 'a PIN' : 'let through';
    };
    expect(await answersOf(shop, headers), asFound ? 'nobody is entered' : 'people work here').toEqual(
      table(wanted),
    );
  }
});

test.each(SCOPES)('a program with %s alone, on every route', async (scope) => {
  const shop = await staffedShop();
  const { headers } = await shop.program([scope]);
  const isOwn = (act: Act) => OPEN_ACTS.includes(act) || SCOPE_ACTS[scope].includes(act);
  expect(await answersOf(shop, headers)).toEqual(
    table((act) => (isOwn(act) ? 'let through' : 'not this program')),
  );
});

test('the machine itself, on every route, with people and without', async () => {
  const alone = await staffedShop({ asFound: true });
  expect(await answersOf(alone, {})).toEqual(
    table((act) => (act === 'changePeople' ? 'the console' : 'let through')),
  );
  const needsPin = (act: Act) => MANAGER_ACTS.includes(act) || TECHNICIAN_ACTS.includes(act);
  expect(await answersOf(await staffedShop(), {})).toEqual(
    table((act) => (needsPin(act) ? 'a PIN' : 'let through')),
  );
});

test('the token file is a program with every scope, and a page that shows it needs the PINs', async () => {
  const token = 'sixteen-letters-';
  const shop = await staffedShop({ token });
  const headers = { ...FAR, authorization: `Bearer ${token}` };
  const isAny = (act: Act) =>
    OPEN_ACTS.includes(act) || SCOPES.some((each) => SCOPE_ACTS[each].includes(act));
  expect(await answersOf(shop, headers)).toEqual(
    table((act) => (isAny(act) ? 'let through' : 'not this program')),
  );
  const needsPin = (act: Act) => MANAGER_ACTS.includes(act) || TECHNICIAN_ACTS.includes(act);
  const atScreen = await answersOf(shop, { ...headers, 'sec-fetch-site': 'same-origin' });
  expect(atScreen).toEqual(
    table((act) => (isAny(act) ? (needsPin(act) ? 'a PIN' : 'let through') : 'not this program')),
  );
});

test('over sockets each role and scope sees the views that are its own, and commands a lane only where it may', async () => {
  const { till, device, program } = await staffedShop({ asFound: true });
  const visitors = [
    ...(await Promise.all(
      DEVICE_ROLES.map(async (role) => ({ who: role, may: ROLE_ACTS[role], ...(await device(role)) })),
    )),
    ...(await Promise.all(
      SCOPES.map(async (scope) => ({ who: scope, may: SCOPE_ACTS[scope], ...(await program([scope])) })),
    )),
  ];
  for (const { who, may, headers } of visitors) {
    const { authorization, ...others }: Record<string, string> = headers;
    const token = authorization?.split(' ')[1];
    const open = (view: string) =>
      connectTablet(till.url, { lane: '1', view, ...(token && { token }) }, others).then(
        (tablet) => tablet,
        (error: { data?: { code: string } }) => error.data?.code ?? 'no code',
      );
    const barred = token ? 'noScope' : 'wrongDevice';
    const customers = await open('customer');
    expect(typeof customers === 'string' ? customers : 'open', `${who}, customer's view`).toBe(
      may.includes('watchLane') ? 'open' : barred,
    );
    const cashiers = await open('cashier');
    expect(typeof cashiers === 'string' ? cashiers : 'open', `${who}, cashier's view`).toBe(
      may.includes('followSale') ? 'open' : barred,
    );
    if (typeof customers !== 'string')
      for (const name of COMMAND_NAMES)
        expect(await customers.command(name, { commandId: `${who}-${name}` }), name).toMatchObject({
          error: { code: 'customerView' },
        });
    if (typeof cashiers !== 'string')
      expect(
        await cashiers.command('dismiss', { commandId: `${who}-dismiss`, saleId: 'none' }),
      ).toMatchObject({ error: { code: 'saleOver' } });
  }
});
