import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaledClock, systemClock } from '../../src/clock.ts';
import { canonicalString } from '../../src/payment/codepay/envelope.ts';
import { readPrivateKey, rsa2Signer } from '../../src/payment/codepay/index.ts';
import { SANDBOX_APP_ID, SANDBOX_MERCHANT_NO } from '../../src/sandbox/requests.ts';
import type { EngineOptions } from './engine.ts';
import { askRaw, type RunningUi, runUi, type UiOptions } from './running-ui.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface NoticeBench extends RunningUi {
  folder: string;
  /** Posts a notice that the gateway has signed, to the till's own port. */
  tell(fields: NoticeFields): Promise<{ status: number; body: string }>;
  /** What the till says of its notifications. */
  counts(): Promise<{ taken: number; duplicates: number; foreign: number; refused: number }>;
}

export interface NoticeFields {
  merchant_order_no: string;
  trans_status: string;
  [field: string]: string;
}

/** At this pace a busy machine still answers within the time a notification waits. */
const SPEED = 20;

/** A whole till whose sandbox tells it of outcomes, and the gateway's own pen to write notices with. */
export async function noticeBench(
  options: Omit<UiOptions, 'engine'> & { engine?: Partial<EngineOptions> } = {},
): Promise<NoticeBench> {
  const folder = temporaryFolder();
  let url: string | undefined;
  const ui = await runUi({
    // A busy machine must not miss the time an answer has to be given in, twenty times as fast.
    clock: systemClock,
    ...options,
    engine: {
      folder,
      clock: scaledClock(SPEED),
      notifyUrl: () => (url === undefined ? undefined : `${url}/webhooks/codepay`),
      ...options.engine,
    },
  });
  url = ui.url;
  return {
    ...ui,
    folder,
    tell: async (fields) => {
      const body = await signedNotice(folder, fields);
      const headers = { 'Content-Type': 'application/json; charset=UTF-8', Host: 'pay.shop.example' };
      return askRaw(ui.port, { method: 'POST', path: '/webhooks/codepay', headers, body });
    },
    counts: async () => {
      const { body } = await askRaw(ui.port, { path: '/healthz' });
      return JSON.parse(body).notifications;
    },
  };
}

/** The body of a notice with the signature of the sandbox in that folder. */
async function signedNotice(folder: string, fields: NoticeFields): Promise<string> {
  const told = {
    app_id: SANDBOX_APP_ID,
    merchant_no: SANDBOX_MERCHANT_NO,
    charset: 'UTF-8',
    sign_type: 'RSA2',
    version: '1.0',
    method: 'order.notify',
    trans_type: '1',
    ...fields,
  };
  const key = readFileSync(join(folder, 'sandbox', 'keys', 'gateway.pem'), 'utf8');
  return JSON.stringify({ ...told, sign: await rsa2Signer(readPrivateKey(key)).sign(canonicalString(told)) });
}
