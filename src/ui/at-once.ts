import type { RequestHandler } from 'express';
import type { Access } from './access.ts';
import { placeOf } from './caller.ts';
import type { Connections } from './connections.ts';
import { MOST_AT_ONCE } from './limits.ts';
import { sendProblem } from './problems.ts';

/**
 * So many requests at once for each visitor: those that wait for news wait up to a minute, and each holds a little memory.
 * Of those whom nobody knows it is so many for each address.
 */
export function limitAtOnce(access: Access, connections: Pick<Connections, 'prove'>): RequestHandler {
  const running = new Map<string, number>();
  return (request, response, next) => {
    const visitor = access.visitor(request);
    if (visitor) connections.prove(request);
    const who = visitor ? `${visitor.kind} ${visitor.id}` : placeOf(request);
    const count = running.get(who) ?? 0;
    if (count >= MOST_AT_ONCE[visitor?.kind ?? 'stranger']) {
      const detail = `${count} requests of yours wait for their answers. Ask again when one has come.`;
      response.set('Retry-After', '1');
      return sendProblem(response, { status: 429, code: 'tooManyAtOnce', detail });
    }
    running.set(who, count + 1);
    response.once('close', () => {
      const left = (running.get(who) ?? 1) - 1;
      if (left === 0) running.delete(who);
      else running.set(who, left);
    });
    next();
  };
}
