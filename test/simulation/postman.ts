import type { Clock } from '../../src/clock.ts';
import { canonicalString } from '../../src/payment/codepay/envelope.ts';
import type { Payments } from '../../src/payment/payments.ts';
import type { AnswerData } from '../../src/sandbox/answers.ts';
import type { Notice } from '../../src/sandbox/notices.ts';
import { ENVELOPE, SANDBOX_APP_ID, SANDBOX_MERCHANT_NO } from '../../src/sandbox/requests.ts';
import type { Signing } from './checksum-signing.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedDisk } from './simulated-disk.ts';
import type { Watch } from './watch.ts';

export interface PostmanParts {
  clock: Clock;
  random: SeededRandom;
  watch: Watch;
  disk: Pick<SimulatedDisk, 'synced' | 'syncedNames'>;
  signing: Signing['gateway'];
  /** How much of the post goes wrong, 0 to 1. */
  trouble: number;
  till(): Payments | undefined;
  count(kind: string): void;
}

/** Where the gateway is told to tell of outcomes. */
export const NOTIFY_URL = 'http://127.0.0.1/webhooks/codepay';
const MINUTE = 60_000;
const FORGED_EVERY = 0.2;

/** Brings what the gateway tells of its own accord: lost, late, twice and in any order; and what others make up. */
export function createPostman(parts: PostmanParts): (notice: Notice) => void {
  const { clock, random, watch, disk, signing, trouble } = parts;

  const isKept = (orderNo: string): boolean =>
    disk
      .syncedNames('/data/notices')
      .some((name) => disk.synced(`/data/notices/${name}`)?.includes(`"orderNo":"${orderNo}"`));

  const deliver = async (data: AnswerData, isForged: boolean): Promise<boolean> => {
    const till = parts.till();
    if (!till) return false;
    const isForm = random.chance(0.5);
    const fields = fieldsOf(data, clock.now());
    const body = bodyOf({ ...fields, sign: signing.sign(canonicalString(fields), isForged) }, isForm);
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
    const { kind } = await till.notified(body, type);
    if (isForged) watch.demand(kind === 'refused', 'a', `a forged notification was ${kind}`);
    const orderNo = fields.merchant_order_no ?? '';
    const isSafe = isForged || kind !== 'taken' || isKept(orderNo);
    watch.demand(isSafe, 'e', `a notification of ${orderNo} was acknowledged before it was kept`);
    return kind === 'taken';
  };

  const bring = (notice: Notice, afterMs: number) => {
    clock.after(afterMs, () => {
      const data = notice.content();
      if (!data) return;
      deliver(data, notice.forged).then(
        // It is told again until it is taken, if that is not too much to ask.
        (isTaken) => {
          if (!isTaken && !notice.forged && random.chance(0.7))
            bring(notice, random.between(5_000, 30 * MINUTE));
        },
        (error: unknown) => watch.demand(false, 'i', `a notification failed: ${error}`),
      );
    });
  };

  return (notice) => {
    for (let told = 0; told < notice.times; told += 1) {
      if (random.chance(0.3 * trouble)) {
        parts.count('notification lost');
        continue;
      }
      const isLate = random.chance(0.5 * trouble);
      if (isLate) parts.count('notification late');
      bring(notice, notice.afterMs + (isLate ? random.between(1_000, 20 * MINUTE) : random.between(5, 120)));
      if (random.chance(0.3 * trouble)) {
        parts.count('notification twice');
        bring(notice, notice.afterMs + random.between(5, 10 * MINUTE));
      }
    }
    if (random.chance(FORGED_EVERY * trouble)) {
      parts.count('notification forged');
      const lie = () => ({
        ...notice.content(),
        trans_status: 2,
        merchant_order_no: anyOrder(watch, random),
      });
      bring({ ...notice, forged: true, content: lie }, random.between(5, 2 * MINUTE));
    }
  };
}

function anyOrder(watch: Watch, random: SeededRandom): string {
  const orderNos = [...watch.books.saved.keys()];
  return orderNos[random.between(0, orderNos.length - 1)] ?? 'NONE';
}

/** Flat, and each value a text. */
function fieldsOf(data: AnswerData, now: number): Record<string, string> {
  const told = Object.entries(data).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return {
    ...ENVELOPE,
    app_id: SANDBOX_APP_ID,
    merchant_no: SANDBOX_MERCHANT_NO,
    method: 'order.notify',
    timestamp: String(now),
    ...Object.fromEntries(told),
  };
}

function bodyOf(fields: Record<string, string>, isForm: boolean): string {
  return isForm ? new URLSearchParams(fields).toString() : JSON.stringify(fields);
}
