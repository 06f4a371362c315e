import type { RequestHandler, Response } from 'express';
import type { Access } from './access.ts';
import { introduce } from './caller.ts';

/** What is being answered, and for whom: who is shut out gets no answer any more, also where one was waited for. */
export class LiveRequests {
  readonly #byVisitor = new Map<string, Set<Response>>();
  readonly watch: RequestHandler;

  constructor(access: Pick<Access, 'admit'>) {
    this.watch = (request, response, next) => {
      const admission = access.admit(request);
      introduce(request, admission);
      const { visitor } = admission;
      if (visitor && visitor.kind !== 'local') this.#follow(visitor.id, response);
      next();
    };
  }

  shutOut(visitor: string): void {
    for (const response of this.#byVisitor.get(visitor) ?? []) response.destroy();
  }

  #follow(visitor: string, response: Response): void {
    const own = this.#byVisitor.get(visitor) ?? new Set();
    this.#byVisitor.set(visitor, own.add(response));
    response.once('close', () => {
      own.delete(response);
      if (own.size === 0 && this.#byVisitor.get(visitor) === own) this.#byVisitor.delete(visitor);
    });
  }
}
