import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { GunRefusal, GunResult, Scanners } from '../devices/index.ts';
import { refusedChange } from './gun-sentences.ts';
import { sendProblem } from './problems.ts';
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

const STATUS: Record<GunRefusal, number> = {
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
  waitSeconds: z.coerce.number().min(0).max(60).default(0),
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

/** The guns in the REST interface: what they are and do, and all a technician may change of them. */
export function createScannersApi({ guns, feed, clock, isLocal }: ScannersApiParts): Router {
  const api = Router();

  api.get('/scanners', async (request, response) => {
    const { bootId, rev, waitSeconds } = viewQuery.parse(request.query);
    const over = new AbortController();
    response.on('close', () => over.abort());
    const callOff = clock.after(waitSeconds * 1000, () => over.abort());
    const view = waitSeconds > 0 ? await feed.next({ bootId, rev }, over.signal) : feed.now();
    callOff();
    over.abort();
    response.json(isLocal(request) ? view : withoutAddresses(view));
  });

  /** Does one thing to the gun of the address, and answers with the gun as it is then. */
  async function change(
    request: Request,
    response: Response,
    act: (id: string) => Promise<GunResult>,
  ): Promise<void> {
    const id = String(request.params.id);
    const result = await act(id);
    if (!result.ok) return refuse(response, result.why);
    const status = guns.statuses().find((each) => each.id === id);
    if (!status) return refuse(response, 'noSuchScanner');
    const { address, ...shown } = shownScanner(status);
    response.json({
      scanner: { ...shown, ...(address !== undefined && isLocal(request) && { address }) },
    });
  }

  api.post('/scanners/:id/bind', (request, response) => {
    const { lane } = bindBody.parse(request.body);
    return change(request, response, (id) => guns.bind(id, lane ?? undefined));
  });

  api.post('/scanners/:id/name', (request, response) => {
    const { name } = nameBody.parse(request.body);
    return change(request, response, (id) => guns.rename(id, name));
  });

  api.post('/scanners/:id/enable', (request, response) => {
    noBody.parse(request.body);
    return change(request, response, (id) => guns.enable(id, true));
  });

  api.post('/scanners/:id/disable', (request, response) => {
    noBody.parse(request.body);
    return change(request, response, (id) => guns.enable(id, false));
  });

  api.post('/scanners/:id/test', (request, response) => {
    noBody.parse(request.body);
    return change(request, response, (id) => guns.test(id));
  });

  api.post('/scanners/:id/test/end', (request, response) => {
    noBody.parse(request.body);
    return change(request, response, (id) => guns.endTest(id));
  });

  api.get('/scanners/:id/health', (request, response) => {
    const checks = guns.health(request.params.id);
    if (checks) response.json({ checks });
    else refuse(response, 'noSuchScanner');
  });

  api.post('/scanners/:id/sound', (request, response) => {
    const { sound } = soundBody.parse(request.body);
    return change(request, response, (id) => guns.sound(id, sound === 'good'));
  });

  api.post('/lanes/:lane/bind-by-scan', (request, response) => {
    noBody.parse(request.body);
    const result = guns.bindByScan(String(request.params.lane));
    if (result.ok) response.status(202).json({ binding: guns.binding() });
    else refuse(response, result.why);
  });

  api.post('/lanes/:lane/bind-by-scan/cancel', (request, response) => {
    noBody.parse(request.body);
    if (guns.binding()?.lane === request.params.lane) guns.cancelBinding();
    response.json({});
  });

  api.post('/candidates/adopt', async (request, response) => {
    const { key, lane } = adoptBody.parse(request.body);
    const result = await guns.adopt(key, lane);
    if (result.ok) response.status(202).json({});
    else refuse(response, result.why);
  });
  return api;
}

/** Where a gun can be reached is only for who sits at the machine. */
function withoutAddresses(view: TechnicianView): TechnicianView {
  return { ...view, scanners: view.scanners.map(({ address: _, ...scanner }) => scanner) };
}

function refuse(response: Response, why: GunRefusal): void {
  sendProblem(response, { status: STATUS[why], code: why, detail: refusedChange(why) });
}
