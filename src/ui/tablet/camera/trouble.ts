/** `denied`: the person or the browser said no · `inUse`: another program has it · `failed`: anything else */
export type CameraTrouble = 'denied' | 'none' | 'inUse' | 'failed';

/** Why a camera was not lent, by the names that browsers give their refusals. */
export function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotReadableError' || name === 'AbortError' ? 'inUse' : 'failed';
}
