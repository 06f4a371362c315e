import { z } from 'zod';
import type { DeviceRefusal, Devices, PairingCodes } from '../access/index.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Caller } from './caller.ts';
import { deviceCookie } from './device-cookie.ts';
import type { Guard } from './guard.ts';
import { guardProblem } from './guard-problems.ts';
import { homePage } from './home-page.ts';
import type { WireDevice, WireVisitor } from './pairing-messages.ts';
import type { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { paired, visitor as visitorSchema } from './schemas/pairing.ts';

export interface VisitorApiParts {
  devices: Devices;
  codes: PairingCodes;
  guard: Guard;
  lanes: readonly { id: string }[];
  log: Log;
}

const codeBody = z.strictObject({
  code: z.string().max(40).describe('As it is shown, in any case, with its dash or without'),
});

const WAIT = 'Nothing was looked at, for there were wrong codes before.';

/** Asking who one is, and coming in with a code: for everybody. */
export function visitorRoutes({ devices, codes, guard, lanes, log }: VisitorApiParts): Route[] {
  function shown({ visitor, why = 'notPaired' }: Caller): WireVisitor {
    if (!visitor) return { kind: 'nobody', why };
    if (visitor.kind === 'local') return { kind: 'local' };
    const { name } = visitor;
    const own = visitor.lanes === 'all' ? ('all' as const) : [...visitor.lanes];
    if (visitor.kind === 'program') return { kind: 'program', name, lanes: own, scopes: [...visitor.scopes] };
    return { kind: 'device', name, role: visitor.role, lanes: own, home: homePage(visitor, lanes) };
  }

  return [
    route(
      {
        method: 'get',
        path: '/visitor',
        act: 'comeIn',
        summary: 'Who the till takes you for',
        answers: { 200: { description: 'Also where it knows nothing of you', schema: visitorSchema } },
      },
      ({ caller }) => ({ status: 200, body: shown(caller) }),
    ),
    route(
      {
        method: 'post',
        path: '/pairing',
        act: 'comeIn',
        summary: 'Come in with a pairing code',
        description: 'A browser keeps the cookie of the answer, and needs nothing else from then on.',
        body: codeBody,
        answers: { 201: { description: 'What it was let in as', schema: paired } },
        problems: {
          403: ['wrongCode'],
          409: ['notNeededHere', 'codeUsed', 'codeOver', 'tooManyDevices'],
          429: ['pairingWait'],
          503: ['notSaved', 'notWritten'],
        },
      },
      async ({ body, caller, request }) => {
        if (caller.visitor?.kind === 'local') return HERE;
        const redeeming = codes.redeem(body.code, caller.place);
        if (!redeeming.ok) return refusedCode(redeeming);
        const { wish, end } = redeeming;
        const added = await devices
          .add({ name: wish.name, role: wish.role, lanes: wish.lanes, scopes: [], by: wish.by.name })
          .catch((error) => {
            log.error('a device could not be saved', { error: errorText(error) });
            return undefined;
          });
        if (!added?.ok) {
          end(undefined);
          return added ? deviceProblem(added.why) : NOT_SAVED;
        }
        const { device, token } = added;
        const line = { person: wish.by, place: caller.place, act: 'paired', what: device.id };
        if (!(await guard.tell(line))) {
          await devices.revoke(device.id).catch(() => {});
          end(undefined);
          return guardProblem('notWritten');
        }
        end(device.id);
        log.info('a device was paired', { device: device.id, role: device.role, place: caller.place });
        return {
          status: 201,
          headers: { 'Set-Cookie': deviceCookie(request, token) },
          body: { device: wireDevice(device), home: homePage({ ...wish }, lanes) },
        };
      },
    ),
  ];
}

/** A device as it is told: without what is kept of its token. */
export function wireDevice(kept: Devices['all'][number]): WireDevice {
  const { tokenHash: _, ...device } = kept;
  return device;
}

const HERE: Problem = {
  status: 409,
  code: 'notNeededHere',
  detail: "This is the till's own machine: it needs no pairing. Open the till's page.",
};

/** The disk did not keep a change of the devices. */
export const NOT_SAVED: Problem = {
  status: 503,
  code: 'notSaved',
  detail: 'The disk did not take it. Is the disk full?',
};

type RefusedCode = Extract<ReturnType<PairingCodes['redeem']>, { ok: false }>;

function refusedCode(refused: RefusedCode): Problem {
  switch (refused.why) {
    case 'wrongCode': {
      const detail = 'That is not the code, or it is no longer good. Look again, or make another one.';
      const seconds = Math.ceil(refused.waitMs / 1000);
      return { status: 403, code: 'wrongCode', detail, ...(seconds > 0 && { retryAfterSeconds: seconds }) };
    }
    case 'wait': {
      const seconds = Math.ceil(refused.waitMs / 1000);
      const detail = `${WAIT} Try again in ${seconds} s.`;
      return { status: 429, code: 'pairingWait', detail, retryAfterSeconds: seconds };
    }
    case 'codeUsed':
      return { status: 409, code: 'codeUsed', detail: 'That code was used already. Make another one.' };
    case 'codeOver':
      return { status: 409, code: 'codeOver', detail: 'The time of that code is over. Make another one.' };
  }
}

export function deviceProblem(why: DeviceRefusal): Problem {
  switch (why) {
    case 'noSuchDevice':
      return { status: 404, code: why, detail: 'There is no such tablet or program.' };
    case 'deviceName':
      return { status: 422, code: why, detail: 'name: expected 1 to 40 characters, and no scanned code' };
    case 'tooManyDevices':
      return { status: 409, code: why, detail: 'There is room for 500. Take out those that are gone.' };
  }
}
