import type { Request } from 'express';
import { z } from 'zod';
import { isWithin, type Lanes } from '../access/visitor.ts';
import type { Clock } from '../clock.ts';
import type { GunRefusal, GunResult, Scanners } from '../devices/index.ts';
import { refusedChange } from './gun-sentences.ts';
import { whileWaiting } from './long-wait.ts';
import { laneParams, scannerParams } from './params.ts';
import type { Problem, ProblemStatus } from './problems.ts';
import { type Route, route } from './route.ts';
import { binding, health, scanner, view } from './schemas/guns.ts';
import { nothing } from './schemas/wire.ts';
import type { TechnicianFeed } from './technician-feed.ts';
import type { TechnicianView } from './technician-messages.ts';
import { shownScanner } from './technician-view.ts';

/** The guns as the outside may see and change them. */
export type Guns = Omit<Scanners, 'start' | 'stop' | 'listen'>;

export interface ScannersApiParts {
  guns: Guns;
  feed: TechnicianFeed;
  clock: Clock;
  /** Whether the caller is on this very machine. */
  isLocal(request: Request): boolean;
}

const STATUS: Record<GunRefusal, ProblemStatus> = {
  noSuchScanner: 404,
  noSuchLane: 404,
  configured: 422,
  laneBusy: 409,
  notUp: 409,
  notSaved: 503,
};

const viewQuery = z.strictObject({
  bootId: z.string().max(40).default(''),
  rev: z.coerce.number().int().min(0).default(0),
  waitSeconds: z.coerce
    .number()
    .min(0)
    .max(60)
    .default(0)
    .describe('With bootId and rev of the answer before: answered when there is another'),
});
const noBody = z.strictObject({}).optional();
const laneId = z.string().min(1).max(32);
const bindBody = z.strictObject({ lane: laneId.nullable() });
/** What a gun in keyboard mode types into the field of the name: never kept. The log's own net has the same measure. */
const SCANNED = /\d{15,}|hQVDUF|\p{Cc}/u;
const nameBody = z.strictObject({
  name: z
    .string()
    .trim()
    .max(60)
    .refine((name) => !SCANNED.test(name), 'expected a name, not a code that was scanned'),
});
const soundBody = z.strictObject({ sound: z.enum(['good', 'refused']) });
const adoptBody = z.strictObject({ key: z.string().min(1).max(200), lane: laneId });

const oneGun = z.strictObject({ scanner });
const problems = {
  404: ['noSuchScanner', 'noSuchLane'],
  409: ['laneBusy', 'notUp'],
  422: ['configured'],
  503: ['notSaved'],
} as const;
/** What all changes of one gun have in common. */
const one = {
  method: 'post',
  act: 'fixGuns',
  params: scannerParams,
  answers: { 200: { description: 'The gun as it is then', schema: oneGun } },
  problems,
} as const;

/** The guns in the REST interface: what they are and do, and all a technician may change of them. */
export function scannersRoutes({ guns, feed, clock, isLocal }: ScannersApiParts): Route[] {
  /** Does one thing to a gun, and answers with the gun as it is then. */
  async function change(id: string, request: Request, act: () => Promise<GunResult>) {
    const result = await act();
    if (!result.ok) return refused(result.why);
    const status = guns.statuses().find((each) => each.id === id);
    if (!status) return refused('noSuchScanner');
    const { address, ...shown } = shownScanner(status);
    const place = address !== undefined && isLocal(request) ? { address } : {};
    return { status: 200 as const, body: { scanner: { ...shown, ...place } } };
  }

  return [
    route(
      {
        method: 'get',
        path: '/scanners',
        act: 'lookGuns',
        summary: "All that the technician's page shows of the guns",
        query: viewQuery,
        answers: { 200: { description: 'Whole each time', schema: view } },
      },
      async ({ query: { bootId, rev, waitSeconds }, request, caller, gone }) => {
        const shown =
          waitSeconds > 0
            ? await whileWaiting({ clock, waitSeconds, gone }, (over) => feed.next({ bootId, rev }, over))
            : feed.now();
        const own = ofLanes(shown, caller.visitor?.lanes ?? 'all');
        return { status: 200, body: isLocal(request) ? own : withoutAddresses(own) };
      },
    ),
    route(
      {
        ...one,
        path: '/scanners/:id/bind',
        summary: 'Give a gun to a lane, or to none',
        body: bindBody,
        example: { lane: '1' },
      },
      ({ params: { id }, body, request }) => change(id, request, () => guns.bind(id, body.lane ?? undefined)),
    ),
    route(
      {
        ...one,
        path: '/scanners/:id/name',
        summary: 'Name a gun; empty: the name of the product again',
        body: nameBody,
        example: { name: 'Front' },
      },
      ({ params: { id }, body, request }) => change(id, request, () => guns.rename(id, body.name)),
    ),
    route(
      { ...one, path: '/scanners/:id/enable', summary: 'Read a gun again', body: noBody },
      ({ params: { id }, request }) => change(id, request, () => guns.enable(id, true)),
    ),
    route(
      {
        ...one,
        path: '/scanners/:id/disable',
        summary: 'Read a gun no more, over a restart too',
        body: noBody,
      },
      ({ params: { id }, request }) => change(id, request, () => guns.enable(id, false)),
    ),
    route(
      {
        ...one,
        path: '/scanners/:id/test',
        summary: 'A test scan: for a minute its codes are shown, and charge nobody',
        body: noBody,
      },
      ({ params: { id }, request }) => change(id, request, () => guns.test(id)),
    ),
    route(
      { ...one, path: '/scanners/:id/test/end', summary: 'End the test scan', body: noBody },
      ({ params: { id }, request }) => change(id, request, () => guns.endTest(id)),
    ),
    route(
      {
        ...one,
        path: '/scanners/:id/sound',
        summary: 'Make a gun sound, where it can',
        body: soundBody,
        example: { sound: 'good' },
      },
      ({ params: { id }, body, request }) => change(id, request, () => guns.sound(id, body.sound === 'good')),
    ),
    route(
      {
        method: 'get',
        path: '/scanners/:id/health',
        act: 'lookGuns',
        summary: "What is known of a gun's health, and what somebody has to try",
        params: scannerParams,
        answers: {
          200: {
            description: 'One for each level of UPOS',
            schema: z.strictObject({ checks: z.array(health) }),
          },
        },
        problems: { 404: ['noSuchScanner'] },
      },
      ({ params: { id } }) => {
        const checks = guns.health(id);
        return checks ? { status: 200, body: { checks } } : refused('noSuchScanner');
      },
    ),
    route(
      {
        method: 'post',
        path: '/lanes/:lane/bind-by-scan',
        act: 'fixGuns',
        summary: 'For a minute the next gun that scans is bound to the lane',
        params: laneParams,
        body: noBody,
        answers: {
          202: { description: 'The lane waits', schema: z.strictObject({ binding: binding.optional() }) },
        },
        problems,
      },
      ({ params: { lane } }) => {
        const result = guns.bindByScan(lane);
        return result.ok ? { status: 202, body: { binding: guns.binding() } } : refused(result.why);
      },
    ),
    route(
      {
        method: 'post',
        path: '/lanes/:lane/bind-by-scan/cancel',
        act: 'fixGuns',
        summary: 'End that',
        params: laneParams,
        body: noBody,
        answers: { 200: { description: 'The lane waits no more', schema: nothing } },
      },
      ({ params: { lane } }) => {
        if (guns.binding()?.lane === lane) guns.cancelBinding();
        return { status: 200, body: {} };
      },
    ),
    route(
      {
        method: 'post',
        path: '/candidates/adopt',
        act: 'fixGuns',
        summary: 'Read a device as a gun of a lane',
        body: adoptBody,
        example: { key: 'the key of a device', lane: '1' },
        answers: { 202: { description: 'It is being opened', schema: nothing } },
        problems,
      },
      async ({ body: { key, lane } }) => {
        const result = await guns.adopt(key, lane);
        return result.ok ? { status: 202, body: {} } : refused(result.why);
      },
    ),
  ];
}

/** A page that is bound to lanes sees their guns, and those of no lane. */
function ofLanes(shown: TechnicianView, own: Lanes): TechnicianView {
  if (own === 'all') return shown;
  return {
    ...shown,
    lanes: shown.lanes.filter(({ id }) => isWithin(own, id)),
    scanners: shown.scanners.filter(({ lane }) => lane === undefined || isWithin(own, lane)),
  };
}

/** Where a gun can be reached is only for who sits at the machine. */
function withoutAddresses(view: TechnicianView): TechnicianView {
  return { ...view, scanners: view.scanners.map(({ address: _, ...scanner }) => scanner) };
}

function refused(why: GunRefusal): Problem {
  return { status: STATUS[why], code: why, detail: refusedChange(why) };
}
