import { z } from 'zod';
import { configSchema } from '../../src/config.ts';

/** What is read and written of a JSON schema. */
interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  description?: string;
}

/** Where the JSON schema of the configuration is: in the package, and beside a configuration that `init` wrote. */
export const SCHEMA_FILE = 'config.schema.json';

/**
 * The configuration's JSON schema as a text, for editors: made of the schema that the till itself reads by, and of what
 * `docs/configuration.md` says of each setting.
 */
export function configSchemaText(page: string): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input' }) as Shape;
  const about = descriptionsOf(page);
  describe(schema, { section: '', about });
  return `${JSON.stringify({ title: 'Configuration of a Scantill till', ...schema }, null, 2)}\n`;
}

/** By section and key, such as `server port`: the last column of the page's tables. */
function descriptionsOf(page: string): Map<string, string> {
  const about = new Map<string, string>();
  let section = '';
  for (const line of page.split('\n')) {
    if (line.startsWith('## ')) section = /`(.+)`/.exec(line)?.[1] ?? '';
    const [, key, text = ''] = /^\| `(\w+)` \| .+? \| (.*) \|$/.exec(line) ?? [];
    if (key !== undefined) about.set(`${section} ${key}`, plain(text));
  }
  return about;
}

/** Editors show it as it is: without marks, and without the addresses of links. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .trim();
}

function describe(shape: Shape, place: { section: string; about: ReadonlyMap<string, string> }): void {
  const { section, about } = place;
  for (const [key, inner] of Object.entries(shape.properties ?? {})) {
    const text = about.get(`${section} ${key}`);
    if (text !== undefined) inner.description = text;
    describe(inner, { section: section === '' ? key : `${section}.${key}`, about });
  }
  for (const branch of [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]) describe(branch, place);
  if (shape.items) describe(shape.items, { section: `${section}[]`, about });
}
