import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import type { OpenApiDocument, Operation } from '../../../src/ui/openapi/document.ts';
import { openTechnicianShop } from '../../support/technician-shop.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The document that a till on its sandbox serves. */
async function served(): Promise<OpenApiDocument> {
  const shop = await openTechnicianShop();
  const answer = await fetch(`${shop.url}/api/v1/openapi.json`);
  expect(answer.headers.get('content-type')).toContain('application/json');
  return (await answer.json()) as OpenApiDocument;
}

const operationsOf = ({ paths }: OpenApiDocument): [string, Operation][] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );

test('the document is valid OpenAPI 3.1, and one that is not is told apart', async () => {
  const document = await served();
  const check = (each: object) => new Validator().validate({ ...structuredClone(each) });
  expect(await check(document)).toMatchObject({ valid: true });
  expect(await check({ ...document, paths: { '/lanes': { get: { responses: 5 } } } })).toMatchObject({
    valid: false,
  });
  expect(await check({ ...document, info: {} })).toMatchObject({ valid: false });
});

test('the document in the repository is the one that a till of this version serves', async () => {
  const document = await served();
  const text = `${JSON.stringify({ ...document, info: { ...document.info, version } }, null, 1)}\n`;
  await expect(text, 'npm run openapi writes it anew').toMatchFileSnapshot('../../../docs/openapi.json');
});

test('each operation has a name of its own, an act’s scope, its parameters and an answer that is none of a refusal', async () => {
  const document = await served();
  const operations = operationsOf(document);
  expect(operations.length).toBeGreaterThan(45);
  expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
  for (const [name, { parameters = [], responses, security, summary }] of operations) {
    const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const told = parameters.filter((each) => each.in === 'path').map((parameter) => parameter.name);
    expect(told, name).toEqual(inPath);
    expect(
      Object.keys(responses).some((status) => status.startsWith('2')),
      name,
    ).toBe(true);
    expect(security.at(-1), `${name}: the till's own machine shows nothing`).toEqual({});
    expect(summary, name).toMatch(/^[A-Z].+[^.]$/);
  }
  const { charge, refund } = {
    charge: document.paths['/lanes/{lane}/charge']?.post,
    refund: document.paths['/orders/{orderNo}/refunds']?.post,
  };
  expect(charge?.security[0]).toEqual({ program: ['sell'] });
  expect(refund?.security[0]).toEqual({ program: ['refund'] });
  expect(refund?.parameters?.find(({ name }) => name === 'Idempotency-Key')?.required).toBe(true);
});

test('every reference leads somewhere, and nothing is kept that nobody refers to', async () => {
  const document = await served();
  const text = JSON.stringify(document);
  const referred = new Set([...text.matchAll(/"\$ref":"#\/components\/(\w+\/\w+)"/g)].map(([, ref]) => ref));
  const kept = [
    ...Object.keys(document.components.schemas).map((name) => `schemas/${name}`),
    ...Object.keys(document.components.responses).map((name) => `responses/${name}`),
  ];
  expect([...referred].toSorted()).toEqual(kept.toSorted());
});
