import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { CodeRead } from '../devices/index.ts';
import { whileWaiting } from './long-wait.ts';
import { laneParams } from './params.ts';
import type { ProblemStatus } from './problems.ts';
import { type Reply, type Route, type RouteSpec, route } from './route.ts';
import type { Guns } from './scanners-api.ts';

export interface ReadApiParts {
  guns: Pick<Guns, 'read'>;
  clock: Clock;
  /** The mask of what a wallet is paid with; nothing where the text is something else. */
  paymentMask(text: string, aim: string | undefined): string | undefined;
}

const readBody = z
  .strictObject({
    waitSeconds: z.number().min(1).max(60).default(30),
    text: z
      .string()
      .min(1)
      .max(512)
      .optional()
      .describe('What a gun on the page itself has read already: nothing is waited for'),
  })
  .prefault({});

type NotRead = Exclude<CodeRead['kind'], 'read' | 'nothing'>;

const STATUS: Record<NotRead, ProblemStatus> = {
  noSuchLane: 404,
  noScanner: 409,
  readBusy: 409,
  laneBusy: 409,
};

const DETAIL: Record<NotRead, string> = {
  noSuchLane: 'There is no such lane.',
  noScanner: 'No scanner of this lane is connected. Type the number instead.',
  readBusy: 'Somebody else is scanning a bill with this scanner. Try again in a moment.',
  laneBusy: 'A sale is on this lane. Scan the bill when it is over.',
};

const spec = {
  method: 'post',
  path: '/lanes/:lane/read',
  act: 'look',
  summary: "Read a bill or a receipt with the lane's own gun",
  description: 'Nobody is charged, and no payment code comes out.',
  params: laneParams,
  body: readBody,
  answers: {
    200: {
      description: 'What was read; null where nothing was',
      schema: z.strictObject({ text: z.string().nullable() }),
    },
  },
  problems: { 404: ['noSuchLane'], 409: ['noScanner', 'readBusy', 'laneBusy'], 422: ['paymentCode'] },
} as const satisfies RouteSpec;

/** Reads a bill or a receipt with the lane's own gun, for a search: nobody is charged, and no payment code comes out. */
export function readRoutes({ guns, clock, paymentMask }: ReadApiParts): Route[] {
  function answer({ text, aim }: { text: string; aim?: string }): Reply<typeof spec> {
    const mask = paymentMask(text, aim);
    if (mask === undefined) return { status: 200, body: { text } };
    const detail = `That was a payment code (${mask}), not the number of a bill. Nobody was charged. Scan the code on the bill.`;
    return { status: 422, code: 'paymentCode', detail };
  }

  return [
    route(spec, async ({ params: { lane }, body: { waitSeconds, text }, gone }) => {
      if (text !== undefined) return answer({ text });
      const read = await whileWaiting({ clock, waitSeconds, gone }, (over) => guns.read(lane, over));
      if (read.kind === 'nothing') return { status: 200, body: { text: null } };
      if (read.kind === 'read') return answer(read);
      return { status: STATUS[read.kind], code: read.kind, detail: DETAIL[read.kind] };
    }),
  ];
}
