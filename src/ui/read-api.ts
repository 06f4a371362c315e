import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { CodeRead } from '../devices/index.ts';
import { sendProblem } from './problems.ts';
import type { Guns } from './scanners-api.ts';

export interface ReadApiParts {
  guns: Pick<Guns, 'read'>;
  clock: Clock;
  /** The mask of what a wallet is paid with; nothing where the text is something else. */
  paymentMask(text: string, aim: string | undefined): string | undefined;
}

const readBody = z.strictObject({
  waitSeconds: z.number().min(1).max(60).default(30),
  /** What a gun on the tablet itself has read already. */
  text: z.string().min(1).max(512).optional(),
});

type NotRead = Exclude<CodeRead['kind'], 'read' | 'nothing'>;

const STATUS: Record<NotRead, number> = { noSuchLane: 404, noScanner: 409, readBusy: 409, laneBusy: 409 };

const DETAIL: Record<NotRead, string> = {
  noSuchLane: 'There is no such lane.',
  noScanner: 'No scanner of this lane is connected. Type the number instead.',
  readBusy: 'Somebody else is scanning a bill with this scanner. Try again in a moment.',
  laneBusy: 'A sale is on this lane. Scan the bill when it is over.',
};

/** Reads a bill or a receipt with the lane's own gun, for a search: nobody is charged, and no payment code comes out. */
export function createReadApi({ guns, clock, paymentMask }: ReadApiParts): Router {
  const api = Router();

  api.post('/lanes/:lane/read', async (request, response) => {
    const { waitSeconds, text: known } = readBody.parse(request.body ?? {});
    if (known !== undefined) return answer(response, { text: known });
    const over = new AbortController();
    response.on('close', () => over.abort());
    const callOff = clock.after(waitSeconds * 1000, () => over.abort());
    const read = await guns.read(request.params.lane, over.signal);
    callOff();
    if (read.kind === 'nothing') response.json({ text: null });
    else if (read.kind === 'read') answer(response, read);
    else sendProblem(response, { status: STATUS[read.kind], code: read.kind, detail: DETAIL[read.kind] });
  });

  function answer(response: Response, { text, aim }: { text: string; aim?: string }): void {
    const mask = paymentMask(text, aim);
    if (mask === undefined) return void response.json({ text });
    const detail = `That was a payment code (${mask}), not the number of a bill. Nobody was charged. Scan the code on the bill.`;
    sendProblem(response, { status: 422, code: 'paymentCode', detail });
  }

  return api;
}
