import type { SeededRandom } from '../../test/simulation/seeded-random.ts';
import type { Now } from '../kills/rest.ts';

/** What the office knows to be done: settings that were saved, notifications that were acknowledged. */
export interface Office {
  /** The receipt's last line as it was saved last, and what was asked for since without an answer. */
  footer: { saved: string | undefined; asked: string[] } | undefined;
  /** Trade numbers of notifications that were answered with `success`. */
  notices: Set<string>;
  /** Answers that took the till's word: settings saved, notifications acknowledged. */
  acknowledged: number;
}

export interface OfficeParts {
  now(): Now | undefined;
  isOpen(): boolean;
  /** Makes a signed notification. */
  sign(fields: Record<string, string>): Promise<string>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Saves settings and sends notifications about numbers that are not the till's, one after the other, until the shop closes. */
export async function workInOffice(
  office: Office,
  { now, isOpen, sign }: OfficeParts,
  random: SeededRandom,
): Promise<void> {
  for (let turn = 1; isOpen(); turn += 1, await sleep(random.between(5, 60))) {
    const current = now();
    if (!current) continue;
    if (random.chance(0.5)) {
      const text = `Thank you ${turn}`;
      const saved = office.footer?.saved;
      office.footer = { saved, asked: [...(office.footer?.asked ?? []), text] };
      const answer = await sent(`${current.url}/api/v1/settings`, 'PUT', { receiptFooter: text });
      if (answer !== 200) continue;
      office.footer = { saved: text, asked: [] };
    } else {
      const number = `OFFICE-${turn}-${random.between(0, 1e9)}`;
      const body = await sign({ merchant_order_no: number, trans_no: number, trans_status: '2' });
      if ((await sent(`${current.url}/webhooks/codepay`, 'POST', body)) !== 200) continue;
      office.notices.add(number);
    }
    office.acknowledged += 1;
  }
}

/** The status; nothing where the till died over it. */
async function sent(url: string, method: string, body: object | string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    await answer.text();
    return answer.status;
  } catch {
    return undefined;
  }
}
