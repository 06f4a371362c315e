import { z } from 'zod';

/** A JSON Schema of draft 2020-12, which is what OpenAPI 3.1 takes. */
export type JsonSchema = { [keyword: string]: unknown };

/** Makes JSON Schemas of our own ones; those with a name stand once, and are referred to. */
export interface SchemaBook {
  /** Of what a program sends: it holds nothing that is not in it. */
  sent(schema: z.ZodType): JsonSchema;
  /** Of what the till answers: a later version may tell more. */
  answered(schema: z.ZodType): JsonSchema;
  /** The named ones that were referred to, by name. */
  named(): { [name: string]: JsonSchema };
}

export function createSchemaBook(): SchemaBook {
  const known = new Map<string, JsonSchema>();

  function made(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, { io, override: plain }) as JsonSchema;
    for (const [name, each] of Object.entries($defs as { [name: string]: JsonSchema })) {
      const own = referring(io === 'output' ? open(each) : each) as JsonSchema;
      const before = known.get(name);
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(own))
        throw new Error(
          `Two schemas are called ${name}: rename one, or give what is sent a schema of its own.`,
        );
      known.set(name, own);
    }
    return referring(io === 'output' ? open(root) : root) as JsonSchema;
  }

  return {
    sent: (schema) => made(schema, 'input'),
    answered: (schema) => made(schema, 'output'),
    named: () => Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** A format says it all: the pattern that Zod adds is longer than some of our answers. */
function plain({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  // Every amount is far below it, and it is no limit of ours.
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** Lets objects have more fields than are known today. */
function open(schema: unknown): unknown {
  return mapped(schema, (object) => {
    if (object.additionalProperties !== false) return object;
    const { additionalProperties: _, ...rest } = object;
    return rest;
  });
}

/** Zod refers within its own answer; a document keeps what has a name in one place. */
function referring(schema: unknown): unknown {
  return mapped(schema, (object) =>
    typeof object.$ref === 'string'
      ? { ...object, $ref: object.$ref.replace('#/$defs/', '#/components/schemas/') }
      : object,
  );
}

function mapped(value: unknown, change: (object: JsonSchema) => JsonSchema): unknown {
  if (Array.isArray(value)) return value.map((each) => mapped(each, change));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, each]) => [key, mapped(each, change)]);
  return change(Object.fromEntries(inner));
}
