import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { type Giver, mayGive, type Wish } from '../access/allowed.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Caller } from './caller.ts';
import { guardProblem } from './guard-problems.ts';
import { whileWaiting } from './long-wait.ts';
import { deviceParams, pairingCodeParams } from './params.ts';
import type { Problem } from './problems.ts';
import { qrLine } from './receipts/qr.ts';
import { type Route, route } from './route.ts';
import {
  codeState,
  deviceRole,
  device as deviceSchema,
  devices as devicesSchema,
  lanes,
  madeCode,
  program,
  scopes,
} from './schemas/pairing.ts';
import { shopAddresses } from './shop-addresses.ts';
import { deviceProblem, NOT_SAVED, type VisitorApiParts, wireDevice } from './visitor-api.ts';

export interface PairingApiParts extends VisitorApiParts {
  clock: Clock;
  /** Where the till can be reached, as far as it knows. */
  place(): { host: string; port: number; isTls: boolean; allowedHosts: readonly string[] };
}

const name = z.string().max(200).describe('As it is listed, such as "Front tablet"');
const codeBody = z.strictObject({ name, role: deviceRole, lanes });
const programBody = z.strictObject({
  name,
  scopes: scopes.min(1),
  lanes: lanes.default('all'),
  expiresDays: z.int().min(1).max(3650).optional().describe('Left out: until it is taken out'),
});
const waitQuery = z.strictObject({
  waitSeconds: z.coerce.number().min(0).max(60).default(0).describe('Answered as soon as it is used'),
});
const oneDevice = z.strictObject({ device: deviceSchema });

const DAY_MS = 24 * 60 * 60_000;
/** How often a code is looked at for who waits for it. */
const LOOK_MS = 250;

/** Letting tablets and programs in, and shutting them out. */
export function pairingRoutes(parts: PairingApiParts): Route[] {
  const { devices, codes, guard, clock, log } = parts;

  /** What is wrong with a wish, or why it may not be given. */
  function refusal(wish: Wish & { scopes: readonly string[] }, caller: Caller): Problem | undefined {
    if (wish.lanes !== 'all') {
      const unknown = wish.lanes.find((lane) => !parts.lanes.some(({ id }) => id === lane));
      if (unknown !== undefined) {
        const known = parts.lanes.map(({ id }) => `"${id}"`).join(', ');
        return {
          status: 422,
          code: 'noSuchLane',
          detail: `lanes: there is no lane "${unknown}". Lanes: ${known}.`,
        };
      }
      if (wish.role === 'technician') {
        const detail = 'lanes: a technician sees to the whole till: expected "all"';
        return { status: 422, code: 'lanesUnfit', detail };
      }
    }
    if (wish.role === 'customer' && (wish.lanes === 'all' ? parts.lanes : wish.lanes).length !== 1) {
      const detail = "lanes: a customer's screen shows one lane: expected its id";
      return { status: 422, code: 'lanesUnfit', detail };
    }
    const giver: Giver = guard.giverOf(caller);
    if (mayGive(giver, wish)) return undefined;
    const isOfManager = !mayGive({ ...giver, lanes: 'all' }, wish);
    return guardProblem(isOfManager ? 'managerNeeded' : 'otherLane');
  }

  const told = (caller: Caller, act: string, what?: string) =>
    guard.tell({ person: guard.actorOf(caller), place: caller.place, act, what });

  const saved = <T>(change: Promise<T>): Promise<T | undefined> =>
    change.catch((error) => {
      log.error('a change of a device could not be saved', { error: errorText(error) });
      return undefined;
    });

  const find = (id: string) => devices.all.find((each) => each.id === id);

  return [
    route(
      {
        method: 'post',
        path: '/pairing/codes',
        act: 'pair',
        summary: 'Make a code that lets one tablet in',
        description: 'It is good once, for ten minutes. Five wrong guesses at it shut it.',
        body: codeBody,
        answers: { 201: { description: 'The code', schema: madeCode } },
        problems: {
          403: ['managerNeeded'],
          422: ['deviceName', 'noSuchLane', 'lanesUnfit'],
          503: ['notWritten'],
        },
      },
      async ({ body, caller }) => {
        const wrong = refusal({ ...body, scopes: [] }, caller);
        if (wrong) return wrong;
        if (!devices.isName(body.name)) return deviceProblem('deviceName');
        if (!(await told(caller, 'makePairingCode', body.role))) return guardProblem('notWritten');
        const { id, code, until } = codes.make({ ...body, by: guard.actorOf(caller) });
        const addresses = shopAddresses({ ...parts.place(), interfaces: networkInterfaces() }).map(
          (address) => `${address}/pair`,
        );
        const [first] = addresses;
        const qr = first === undefined ? undefined : qrLine(`${first}#${code}`);
        return {
          status: 201,
          body: {
            id,
            code,
            until,
            addresses,
            ...(qr && { qr: { text: qr.text, size: qr.size, path: qr.path } }),
          },
        };
      },
    ),
    route(
      {
        method: 'get',
        path: '/pairing/codes/:id',
        act: 'pair',
        summary: 'What became of a pairing code',
        params: pairingCodeParams,
        query: waitQuery,
        answers: { 200: { description: 'As it is now', schema: codeState } },
        problems: { 404: ['noSuchCode'] },
      },
      async ({ params: { id }, query: { waitSeconds }, gone }) => {
        await whileWaiting({ clock, waitSeconds, gone }, async (over) => {
          while (!over.aborted && codes.state(id)?.state === 'open')
            await clock.sleep(LOOK_MS, over).catch(() => {});
        });
        const state = codes.state(id);
        if (!state) return { status: 404, code: 'noSuchCode', detail: 'There is no such pairing code.' };
        const device = state.state === 'used' ? find(state.device) : undefined;
        return { status: 200, body: { state: state.state, ...(device && { device: wireDevice(device) }) } };
      },
    ),
    route(
      {
        method: 'delete',
        path: '/pairing/codes/:id',
        act: 'pair',
        summary: 'Withdraw a pairing code',
        params: pairingCodeParams,
        answers: { 204: { description: 'It lets nobody in' } },
      },
      ({ params: { id } }) => {
        codes.withdraw(id);
        return { status: 204 };
      },
    ),
    route(
      {
        method: 'get',
        path: '/devices',
        act: 'pair',
        summary: 'Tablets and programs that were let in',
        answers: { 200: { description: 'In the order they came', schema: devicesSchema } },
      },
      () => ({ status: 200, body: { devices: devices.all.map(wireDevice) } }),
    ),
    route(
      {
        method: 'post',
        path: '/programs',
        act: 'pair',
        summary: 'Let a program in',
        body: programBody,
        answers: { 201: { description: 'Its token, told this once', schema: program } },
        problems: {
          403: ['managerNeeded'],
          409: ['tooManyDevices'],
          422: ['deviceName', 'noSuchLane'],
          503: ['notSaved', 'notWritten'],
        },
      },
      async ({ body: { expiresDays, ...wish }, caller }) => {
        const role = 'program' as const;
        const wrong = refusal({ ...wish, role }, caller);
        if (wrong) return wrong;
        if (!(await told(caller, 'letProgramIn', wish.scopes.join(' ')))) return guardProblem('notWritten');
        const forMs = expiresDays === undefined ? undefined : expiresDays * DAY_MS;
        const by = guard.actorOf(caller).name;
        const added = await saved(
          devices.add({ ...wish, scopes: [...new Set(wish.scopes)], role, forMs, by }),
        );
        if (!added?.ok) return added ? deviceProblem(added.why) : NOT_SAVED;
        log.info('a program was let in', { device: added.device.id, scopes: added.device.scopes });
        return { status: 201, body: { device: wireDevice(added.device), token: added.token } };
      },
    ),
    route(
      {
        method: 'put',
        path: '/devices/:id',
        act: 'pair',
        summary: 'Name a tablet or a program anew',
        params: deviceParams,
        body: z.strictObject({ name }),
        answers: { 200: { description: 'As it is now', schema: oneDevice } },
        problems: { 404: ['noSuchDevice'], 422: ['deviceName'], 503: ['notSaved', 'notWritten'] },
      },
      async ({ params: { id }, body, caller }) => {
        if (!(await told(caller, 'renameDevice', id))) return guardProblem('notWritten');
        const result = await saved(devices.rename(id, body.name));
        if (!result?.ok) return result ? deviceProblem(result.why) : NOT_SAVED;
        return { status: 200, body: { device: wireDevice(result.device) } };
      },
    ),
    route(
      {
        method: 'delete',
        path: '/devices/:id',
        act: 'pair',
        summary: 'Shut a tablet or a program out',
        description: 'What it has open ends at once.',
        params: deviceParams,
        answers: { 200: { description: 'As it is now', schema: oneDevice } },
        problems: { 404: ['noSuchDevice'], 503: ['notSaved'] },
      },
      async ({ params: { id }, caller }) => {
        // A full disk keeps nobody in: the line is missing then, and the log says so.
        await told(caller, 'revokeDevice', id);
        const result = await saved(devices.revoke(id));
        if (!result) return { ...NOT_SAVED, detail: SHUT_UNTIL_RESTART };
        if (!result.ok) return deviceProblem(result.why);
        log.info('a device was shut out', { device: id });
        return { status: 200, body: { device: wireDevice(result.device) } };
      },
    ),
  ];
}

const SHUT_UNTIL_RESTART =
  'It is shut out now, but the disk did not take it: it comes in again when the till is restarted. Make room on the disk, then do it once more.';
