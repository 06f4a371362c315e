import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { isLoopbackUrl } from '../loopback.ts';
import { canonicalString, type Fields } from '../payment/codepay/envelope.ts';
import { readPrivateKey, rsa2Signer } from '../payment/codepay/signing.ts';
import type { AnswerData } from './answers.ts';
import type { SandboxKeys } from './keys.ts';
import type { Notice } from './notices.ts';
import { ENVELOPE, SANDBOX_APP_ID, SANDBOX_MERCHANT_NO } from './requests.ts';

export interface NotifierParts {
  keys: SandboxKeys;
  clock: Clock;
  log: Log;
  /** Ends everything that is still to be told. */
  signal: AbortSignal;
}

/** Pauses before a notice that was not taken is sent again, as the gateway publishes them for the first half hour. */
const RETRY_MS = [5, 10, 15, 30, 60, 180, 600, 900].map((seconds) => seconds * 1000);
/** The gateway waits so long for the word that a notice was taken. */
const ANSWER_MS = 5_000;

/**
 * Sends notices to the merchant, signed, until each was taken with 200 and the word `success`. Only to addresses on
 * this machine: whoever may ask for payments could otherwise have requests sent anywhere. What is not told when the
 * sandbox ends is never told, as at a genuine gateway it may be.
 */
export function createNotifier({ keys, clock, log, signal }: NotifierParts): (notice: Notice) => void {
  const ours = rsa2Signer(readPrivateKey(keys.gateway.privateKey));
  const foreign = rsa2Signer(readPrivateKey(keys.merchant.privateKey));

  const bodyOf = async (data: AnswerData, forged: boolean): Promise<string> => {
    const fields = notificationFields(data, clock.now());
    return JSON.stringify({ ...fields, sign: await (forged ? foreign : ours).sign(canonicalString(fields)) });
  };

  const isTaken = async (url: string, body: string): Promise<boolean> => {
    const limit = new AbortController();
    const callOff = clock.after(ANSWER_MS, () => limit.abort(new Error('no answer in time')));
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json; charset=UTF-8' },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, limit.signal]),
      });
      return (await answer.text()) === 'success' && answer.status === 200;
    } catch (error) {
      log.debug('sandbox notification failed', { error: errorText(error) });
      return false;
    } finally {
      callOff();
    }
  };

  const tell = async ({ url, forged, content }: Notice): Promise<void> => {
    const pauses = forged ? [] : RETRY_MS;
    for (let tries = 0; ; tries += 1) {
      const data = content();
      if (!data || (await isTaken(url, await bodyOf(data, forged)))) return;
      const pauseMs = pauses[tries];
      if (pauseMs === undefined) return;
      await clock.sleep(pauseMs, signal);
    }
  };

  const run = async (notice: Notice): Promise<void> => {
    await clock.sleep(notice.afterMs, signal);
    for (let told = 0; told < notice.times; told += 1) await tell(notice);
  };

  return (notice) => {
    if (!isLoopbackUrl(notice.url)) {
      log.warn('sandbox does not notify: notify_url is not on this machine');
      return;
    }
    run(notice).catch((error: unknown) => {
      if (!signal.aborted) log.error('sandbox notification failed', { error: errorText(error) });
    });
  };
}

/** Flat, and each value a text, so that the text signed is the text on the wire. */
function notificationFields(data: AnswerData, now: number): Fields {
  const told = Object.entries(data).filter(([, value]) => value !== undefined);
  return {
    ...ENVELOPE,
    app_id: SANDBOX_APP_ID,
    merchant_no: SANDBOX_MERCHANT_NO,
    method: 'order.notify',
    timestamp: String(now),
    ...Object.fromEntries(told.map(([name, value]) => [name, String(value)])),
  };
}
