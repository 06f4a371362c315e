import { errorText } from '../errors.ts';
import type { Post } from './courier.ts';

/** Over HTTP: taken is every 2xx. A redirect is none: where sales are told is written in the configuration. */
export const httpPost: Post = async (url, { headers, body }, signal) => {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    if (response.ok) return { ok: true };
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const isAsked = Number.isFinite(seconds) && seconds > 0;
    return { ok: false, why: `answered ${response.status}`, ...(isAsked && { retryMs: seconds * 1000 }) };
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? `: ${errorText(error.cause)}` : '';
    return { ok: false, why: `${errorText(error)}${cause}` };
  }
};
