import { expect, test } from 'vitest';
import { gatewayAt, signedAnswer } from '../../support/codepay.ts';
import { httpText, rawServer } from '../../support/raw-server.ts';

const REFUND = {
  refundNo: 'A1R',
  orderNo: 'A1',
  amount: '5.00',
  currency: 'USD',
  description: 'A return',
};
const options = { timeoutMs: 5_000 };

test('a refund whose connection breaks is on the wire once: a repetition could be refused because the first was made', async () => {
  const answer = await signedAnswer({ trans_status: 0 });
  const server = await rawServer((socket, request) => {
    if (request.includes('order.refund.submit')) socket.destroy();
    else socket.write(httpText(answer, { headers: { Connection: 'keep-alive' } }));
  });
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  await gateway.query('A1', options);
  await gateway.query('A1', options);
  expect(server.connections).toBe(1);
  expect(await gateway.refund(REFUND, options)).toMatchObject({ kind: 'unknown', reason: 'connectionLost' });
  expect(server.requests.filter((each) => each.includes('order.refund.submit'))).toHaveLength(1);
  expect(server.connections).toBe(2);
});

test('a refund for which no connection could be made is proven not to have left', async () => {
  const gateway = gatewayAt({ url: 'http://127.0.0.1:1' });
  expect(await gateway.refund(REFUND, options)).toMatchObject({ kind: 'notSent' });
});
