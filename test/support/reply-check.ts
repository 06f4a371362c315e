import type { z } from 'zod';
import { commonProblems } from '../../src/ui/openapi/common-problems.ts';
import type { RouteSpec, SentReply } from '../../src/ui/route.ts';

/** What is wrong with an answer, held against the spec of its route; nothing where it is as documented. */
export function replyFault(spec: RouteSpec, reply: SentReply): string | undefined {
  const where = `${spec.method.toUpperCase()} ${spec.path} ${reply.status}`;
  if ('code' in reply) {
    const codes = [spec.problems ?? {}, commonProblems(spec)].flatMap((each) => each[reply.status] ?? []);
    return codes.includes(reply.code) ? undefined : `${where}: the spec has no refusal ${reply.code}`;
  }
  const answer = spec.answers[reply.status];
  if (!answer) return `${where}: the spec has no such answer`;
  const { schema } = answer;
  if (!schema) return reply.body === undefined ? undefined : `${where}: the spec has no body`;
  const checked = schema.safeParse(asSent(reply.body));
  return checked.success ? undefined : `${where}: ${issuesOf(checked.error)}`;
}

/** Fields without a value do not leave the till. */
const asSent = (body: unknown): unknown =>
  body === undefined ? undefined : JSON.parse(JSON.stringify(body));

const issuesOf = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
