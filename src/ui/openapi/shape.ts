import { type Html, html } from './html.ts';
import type { JsonSchema } from './json-schemas.ts';

/** What a schema says, in a few words, or as a list of its fields. */
export function shapeOf(schema: JsonSchema): Html {
  const { $ref, properties, items, anyOf, oneOf, allOf, enum: values, type } = schema;
  if (typeof $ref === 'string') return reference($ref);
  if (properties !== undefined) return fields(schema);
  const choices = (anyOf ?? oneOf) as JsonSchema[] | undefined;
  if (choices) return html`one of <ul>${choices.map((each) => html`<li>${shapeOf(each)}</li>`)}</ul>`;
  if (allOf !== undefined) return html`${(allOf as JsonSchema[]).map(shapeOf)}`;
  if ('const' in schema) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (values !== undefined) return words(values as unknown[]);
  if (items !== undefined) return html`list of ${shapeOf(items as JsonSchema)}`;
  if (schema.additionalProperties instanceof Object)
    return html`by name: ${shapeOf(schema.additionalProperties as JsonSchema)}`;
  return html`${NAMES[String(type)] ?? 'anything'}${limits(schema)}`;
}

const NAMES: Record<string, string> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'object',
  null: 'null',
};

function reference(ref: string): Html {
  const name = ref.split('/').at(-1) ?? '';
  return html`<a href="#schema-${name}">${name}</a>`;
}

function words(values: unknown[]): Html {
  return html`${values.map((value) => html`<code>${JSON.stringify(value)}</code> `)}`;
}

function fields({ properties, required = [] }: JsonSchema): Html {
  const needed = new Set(required as string[]);
  const rows = Object.entries(properties as { [name: string]: JsonSchema }).map(
    ([name, field]) =>
      html`<dt><code>${name}</code></dt><dd>${shapeOf(field)}${needed.has(name) ? '' : ', optional'}${preset(field)}${said(field)}</dd>\n`,
  );
  return rows.length === 0 ? html`an empty object` : html`<dl>${rows}</dl>`;
}

function preset(field: JsonSchema): Html {
  return field.default === undefined ? html`` : html` (<code>${JSON.stringify(field.default)}</code>)`;
}

function said({ description }: JsonSchema): Html {
  return description === undefined ? html`` : html`. ${String(description)}`;
}

function limits({ minLength, maxLength, minimum, maximum, format }: JsonSchema): Html {
  const parts = [
    format === undefined ? undefined : String(format),
    range(minLength, maxLength, ' characters'),
    range(minimum, maximum, ''),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? html`` : html` (${parts.join(', ')})`;
}

function range(least: unknown, most: unknown, unit: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `at least ${least}${unit}`;
  return least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`;
}
