import { z } from 'zod';
import { configSchema } from '../../src/config.ts';

/** One setting of the configuration, as its schema has it. */
export interface Setting {
  /** The settings around it, such as `lanes[].scanners[]`; empty at the top. */
  section: string;
  key: string;
  /** As JSON; nothing where there is none, or where it is an object that only holds further defaults. */
  defaultText: string | undefined;
}

/** What is used of a JSON schema. */
interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  default?: unknown;
}

/** Every setting, each once. */
export function knownSettings(): Setting[] {
  const all = settingsOf(z.toJSONSchema(configSchema, { io: 'input' }) as Shape, '');
  const named = new Map(all.map((setting) => [`${setting.section} ${setting.key}`, setting]));
  return [...named.values()].filter(({ key }) => key !== '$schema');
}

function settingsOf(shape: Shape, section: string): Setting[] {
  const own = Object.entries(shape.properties ?? {}).flatMap(([key, inner]) => {
    const within = section === '' ? key : `${section}.${key}`;
    return [{ section, key, defaultText: defaultTextOf(inner) }, ...settingsOf(inner, within)];
  });
  const branches = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])];
  return [
    ...own,
    ...branches.flatMap((branch) => settingsOf(branch, section)),
    ...(shape.items ? settingsOf(shape.items, `${section}[]`) : []),
  ];
}

function defaultTextOf({ default: value, properties }: Shape): string | undefined {
  return value === undefined || properties !== undefined ? undefined : JSON.stringify(value);
}
