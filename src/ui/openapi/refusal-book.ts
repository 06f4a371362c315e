import type { RouteSpec } from '../route.ts';
import { commonProblems, REASONS } from './common-problems.ts';
import type { Reference, ResponseObject } from './document.ts';

/** Writes down why a route may refuse. What comes of no route's own is written once, and referred to. */
export interface RefusalBook {
  of(spec: RouteSpec): { [status: string]: ResponseObject | Reference };
  named(): { [name: string]: ResponseObject };
}

const RETRY_AFTER = {
  description: 'Seconds until it is looked at again, where that is known',
  schema: { type: 'integer' },
};

export function createRefusalBook(): RefusalBook {
  const shared = new Map<string, ResponseObject>();

  /** `Refused403`, and `Refused403B` where other routes have other codes. */
  function shareOf(status: string, response: ResponseObject): Reference {
    const text = JSON.stringify(response);
    for (let n = 0; ; n += 1) {
      const name = `Refused${status}${n === 0 ? '' : String.fromCharCode(65 + n)}`;
      const before = shared.get(name);
      if (before === undefined) shared.set(name, response);
      if (before === undefined || JSON.stringify(before) === text)
        return { $ref: `#/components/responses/${name}` };
    }
  }

  return {
    of: (spec) => {
      const own: { [status: string]: readonly string[] } = spec.problems ?? {};
      const common = commonProblems(spec);
      const statuses = [...new Set([...Object.keys(own), ...Object.keys(common)])].sort();
      const entries = statuses.map((status) => {
        const codes = [...new Set([...(own[status] ?? []), ...(common[status] ?? [])])];
        const response = refusalOf(status, codes);
        return [status, own[status] === undefined ? shareOf(status, response) : response];
      });
      return Object.fromEntries(entries);
    },
    named: () => Object.fromEntries(shared),
  };
}

function refusalOf(status: string, codes: readonly string[]): ResponseObject {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
  };
  const mayWait = status === '429' || codes.some((code) => code === 'keyBusy' || code === 'wrongPin');
  return {
    description: REASONS[status] ?? 'Refused',
    ...(mayWait && { headers: { 'Retry-After': RETRY_AFTER } }),
    content: { 'application/problem+json': { schema } },
  };
}
