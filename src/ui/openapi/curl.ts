import type { Operation } from './document.ts';
import type { JsonSchema } from './json-schemas.ts';

interface Called {
  method: string;
  path: string;
  operation: Operation;
}

/** A command that does it, as somebody types it at a shell. `origin`: where the till is. */
export function curlOf(
  { method, path, operation }: Called,
  origin: string,
  schemas: { [name: string]: JsonSchema },
): string {
  const { parameters = [], requestBody } = operation;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const field = parameters.find((each) => each.in === 'path' && each.name === name);
    return String(exampleOf(field?.schema ?? {}, schemas) ?? name);
  });
  const content = requestBody?.content['application/json'];
  const body = content && (content.example ?? exampleOf(content.schema, schemas));
  const needsKey = parameters.some(({ name }) => name === 'Idempotency-Key');
  const parts = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${origin}/api/v1${filled}`,
    ...(operation.security.some(({ program }) => program) ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(needsKey ? [`-H 'Idempotency-Key: "bill-4711"'`] : []),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ];
  return parts.join(' \\\n  ');
}

/** Something that fits a schema, for who reads. */
function exampleOf(schema: JsonSchema, schemas: { [name: string]: JsonSchema }): unknown {
  const { $ref, examples, default: preset, enum: values, properties, required = [], type } = schema;
  if (typeof $ref === 'string') return exampleOf(schemas[$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (Array.isArray(examples)) return examples[0];
  if (Array.isArray(values)) return values[0];
  if (preset !== undefined) return preset;
  if (typeof properties === 'object' && properties !== null) {
    const needed = Object.entries(properties).filter(([name]) => (required as string[]).includes(name));
    return Object.fromEntries(needed.map(([name, field]) => [name, exampleOf(field as JsonSchema, schemas)]));
  }
  return type === 'string' ? '…' : undefined;
}
