import { systemRandom } from '../../src/random.ts';
import { type CodeRequest, makeCode } from '../../src/sandbox/codes.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { until } from './until.ts';

/** An order as the REST interface tells it; only what tests ask about. */
export interface ApiOrder {
  orderNo: string;
  saleId: string;
  lane: string;
  state: string;
  amount: string;
  refundedAmount: string;
}

/** The customer's code is read on a lane: waits until the lane listens, and until it has taken the code. */
export async function scanOn(url: string, request: CodeRequest, lane = '1'): Promise<void> {
  const text = makeCode(request, systemRandom);
  await until(async () => (await post(`${url}/api/v1/lanes/${lane}/scan`, { text })).status === 202, {
    what: `lane ${lane} takes a scan`,
  });
}

/** A sale is put on a lane by a cash register; gives its status. */
export async function chargeOn(url: string, amount: string, lane = '1'): Promise<number> {
  return (await post(`${url}/api/v1/lanes/${lane}/charge`, { amount })).status;
}

/** What a lane's tablets are told to show. */
export async function screenOf(url: string, lane = '1'): Promise<Screen> {
  const { screen } = (await get(`${url}/api/v1/lanes/${lane}`)) as { screen: Screen };
  return screen;
}

/** A lane's open and today's orders, newest first. */
export async function ordersOf(url: string, lane = '1'): Promise<ApiOrder[]> {
  const { orders } = (await get(`${url}/api/v1/orders?lane=${lane}`)) as { orders: ApiOrder[] };
  return orders;
}

async function get(address: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok)
    throw new Error(`GET ${address} was answered with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

function post(address: string, body: object): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
