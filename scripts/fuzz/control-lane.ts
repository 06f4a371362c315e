import type { Sandbox } from '../../src/sandbox/index.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import type { SeededRandom } from '../../test/simulation/seeded-random.ts';
import type { HttpClient } from './http-client.ts';

export const CONTROL_LANE = 'c';

export interface ControlSales {
  paid: number;
  /** From the charge to the result, ms. */
  tookMs: number[];
  wrong: string[];
}

/** One lane that nobody fuzzes: sells, one sale after the other, and each is paid as it should be. */
export async function sellInPeace(
  {
    client,
    sandbox,
    isOpen,
    pauseMs,
  }: { client: HttpClient; sandbox: Sandbox; isOpen(): boolean; pauseMs: number },
  random: SeededRandom,
): Promise<ControlSales> {
  const sales: ControlSales = { paid: 0, tookMs: [], wrong: [] };
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await client.send({
      method,
      path: `/api/v1${path}`,
      headers: { 'content-type': 'application/json' },
      body: body && Buffer.from(JSON.stringify(body)),
    });
    return { status: answer.status, body: JSON.parse(answer.body || '{}') as Told };
  };
  while (isOpen()) {
    const startedAt = performance.now();
    const minor = random.between(100, 9999);
    const charged = await ask('POST', `/lanes/${CONTROL_LANE}/charge`, { amount: (minor / 100).toFixed(2) });
    const saleId = charged.body.sale?.saleId;
    const code = makeCode({ wallet: 'alipay', outcome: 'paid' }, random);
    const scanned = await ask('POST', `/lanes/${CONTROL_LANE}/scan`, { text: code });
    let sale: Told['sale'];
    for (let looks = 0; looks < 40 && !(sale && ENDED.includes(sale.state)); looks += 1)
      sale = (await ask('GET', `/sales/${saleId}?waitSeconds=5`)).body.sale;
    const orderNo = sale?.orderNos.at(-1) ?? '';
    const truth = sandbox.truthOf(orderNo);
    if (sale?.state === 'paid' && truth.paidMinor === minor) sales.paid += 1;
    else
      sales.wrong.push(
        `a sale of ${minor} on the lane nobody fuzzes: charge ${charged.status} ${charged.body.code ?? ''}, scan ${scanned.status} ${scanned.body.code ?? ''}, ${JSON.stringify(sale)}, in truth ${JSON.stringify(truth)}`,
      );
    sales.tookMs.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return sales;
}

const ENDED = ['paid', 'declined', 'cancelled', 'notSent', 'expired', 'withdrawn'];

interface Told {
  code?: string;
  sale?: { saleId: string; state: string; orderNos: string[] };
}
