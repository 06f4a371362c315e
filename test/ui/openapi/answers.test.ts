import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { OpenApiDocument, Operation, ResponseObject } from '../../../src/ui/openapi/document.ts';
import { openTechnicianShop } from '../../support/technician-shop.ts';
import { scanOn } from '../../support/till-api.ts';
import { until } from '../../support/until.ts';

/** A program that believes the document, and nothing else. */
async function strictProgram() {
  const { url } = await openTechnicianShop();
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as OpenApiDocument;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  // The document itself is none; what is referred to in it is.
  ajv.addSchema({ $id: 'till', components: document.components }, undefined, undefined, false);
  const compiled = (schema: object) => ajv.compile(withBase(schema));

  return {
    url,
    document,
    /** Asks, and gives the body once it is what the document says. `path` as the document has it. */
    ask: async (method: string, path: string, options: AskOptions = {}) => {
      const { params = {}, body, key, query = '' } = options;
      const operation = document.paths[path]?.[method] as Operation;
      const sent = operation.requestBody?.content['application/json'];
      if (sent && body !== undefined) expect(compiled(sent.schema)(body), `${path} takes it`).toBe(true);
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name);
      const response = await fetch(`${url}/api/v1${address}${query}`, {
        method: method.toUpperCase(),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = (await response.json()) as { sale: Told };
      const told = operation.responses[String(response.status)];
      expect(told, `${method} ${path} ${response.status} is documented`).toBeDefined();
      const { content } = resolved(told ?? { description: '' }, document);
      const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const check = compiled(content?.[type]?.schema ?? { not: {} });
      expect(check(answer), `${path} ${response.status}: ${JSON.stringify(check.errors)}`).toBe(true);
      return answer;
    },
  };
}

type Told = { saleId: string; state: string; orderNos: string[] };

interface AskOptions {
  params?: Record<string, string>;
  query?: string;
  body?: object;
  key?: string;
}

/** References of a part of the document are meant within the whole. */
function withBase(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"till#/components'));
}

function resolved(response: Operation['responses'][string], { components }: OpenApiDocument): ResponseObject {
  if (!('$ref' in response)) return response;
  return components.responses[response.$ref.split('/').at(-1) ?? ''] ?? { description: '' };
}

test('what a till answers over a day’s work is what its document says, refusals too', async () => {
  const { ask, url } = await strictProgram();
  await ask('get', '/lanes');
  const charge = { params: { lane: '1' }, body: { amount: '12.30', reference: 'bill 7' }, key: '"bill-7"' };
  const { sale } = await ask('post', '/lanes/{lane}/charge', charge);
  await ask('post', '/lanes/{lane}/charge', { ...charge, key: '"bill-8"' });
  await ask('get', '/lanes/{lane}', { params: { lane: '1' } });
  await ask('get', '/lanes/{lane}', { params: { lane: '9' } });
  await scanOn(url, { wallet: 'alipay' });
  const paid = await until(
    async () => {
      const result = await ask('get', '/sales/{saleId}', {
        params: { saleId: sale.saleId },
        query: '?waitSeconds=5',
      });
      return result.sale.state === 'paid' && result.sale;
    },
    { what: 'the sale is paid' },
  );
  const params = { orderNo: paid.orderNos[0] ?? '' };
  await ask('get', '/orders');
  await ask('get', '/orders', { query: '?state=nonsense' });
  await ask('get', '/orders/{orderNo}', { params });
  await ask('post', '/orders/{orderNo}/check', { params });
  const refund = { params, body: { amount: '1.00', reason: 'cold' }, key: '"refund-7"' };
  await ask('post', '/orders/{orderNo}/refunds', refund);
  await ask('post', '/orders/{orderNo}/refunds', { params, body: refund.body });
  await ask('get', '/orders/{orderNo}/refunds', { params });
  await ask('post', '/orders/{orderNo}/resolve', { params, body: { as: 'paid', by: 'Ada', reason: 'seen' } });
  await ask('post', '/orders/{orderNo}/receipts', { params, body: {} });
  await ask('get', '/days/{day}', { params: { day: 'today' } });
  await ask('get', '/settings');
  await ask('put', '/settings', { body: { quickAmounts: ['5.00'] } });
  await ask('get', '/people');
  await ask('get', '/scanners');
  await ask('get', '/log');
});

test('each example of the document is one that the till would take or give', async () => {
  const { document } = await strictProgram();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  // The document itself is none; what is referred to in it is.
  ajv.addSchema({ $id: 'till', components: document.components }, undefined, undefined, false);
  const contents = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ requestBody, responses, operationId }) =>
      [
        requestBody?.content ?? {},
        ...Object.values(responses).map((each) => resolved(each, document).content ?? {}),
      ]
        .flatMap((content) => Object.values(content))
        .map((content) => ({ operationId, ...content })),
    )
    .filter(({ example }) => example !== undefined);
  expect(contents.length).toBeGreaterThan(10);
  for (const { operationId, schema, example } of contents) {
    const check = ajv.compile(withBase(schema));
    expect(check(example), `${operationId}: ${JSON.stringify(check.errors)}`).toBe(true);
  }
});
