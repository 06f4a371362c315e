import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configSchemaText, SCHEMA_FILE } from '../../scripts/init/config-schema.ts';

const fromRoot = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const made = configSchemaText(fromRoot('docs/configuration.md'));

test('the schema that editors read is that of the till itself', () => {
  expect(fromRoot(SCHEMA_FILE), 'it is an older one: run `npm run schema`').toBe(made);
});

test('an editor is told of each setting what it is, and of a wrong key that it is none', () => {
  const schema = JSON.parse(made);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(['gateway']);
  const { server, shop, gateway, lanes } = schema.properties;
  expect(server.properties.port).toMatchObject({ default: 8080, description: '0 takes any free one' });
  expect(shop.properties.timeZone.description).toMatch(/^IANA name/);
  expect(shop.properties.name.description).not.toMatch(/\]\(/);
  const [codepay] = gateway.oneOf ?? gateway.anyOf;
  expect(codepay.properties.merchantNo.description).toBe("the merchant's number");
  expect(JSON.stringify(lanes)).toContain('Milliseconds'.toLowerCase());
});

test('no setting is left without a word', () => {
  const silent: string[] = [];
  const look = (shape: Record<string, unknown>, path: string) => {
    for (const [key, inner] of Object.entries((shape.properties ?? {}) as Record<string, object>)) {
      if (!('description' in inner) && key !== '$schema') silent.push(`${path}.${key}`);
      look(inner as Record<string, unknown>, `${path}.${key}`);
    }
    for (const name of ['anyOf', 'oneOf'])
      for (const branch of (shape[name] ?? []) as Record<string, unknown>[]) look(branch, path);
    if (shape.items) look(shape.items as Record<string, unknown>, `${path}[]`);
  };
  look(JSON.parse(made), '');
  expect(silent).toEqual([]);
});
