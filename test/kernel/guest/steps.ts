/** Steps one after the other, as TAP on standard output; each wait is bounded. */

/** One step: a plain sentence, and what shows it. */
export interface Step {
  title: string;
  run(): unknown;
}

export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Waits until `look` gives something true, and gives that. Fails with `what`, a sentence's end, after `withinMs`. */
export async function until<T>(
  look: () => T | Promise<T>,
  { what, withinMs = 30_000 }: { what: string; withinMs?: number },
): Promise<NonNullable<Awaited<T>>> {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > endsAt) throw new Error(`waited ${withinMs} ms in vain until ${what}`);
    await pause(20);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs the steps up to the first that fails; what follows builds on what went before. Gives the exit code. */
export async function runSteps(steps: readonly Step[]): Promise<number> {
  say(`1..${steps.length}`);
  for (const [i, { title, run }] of steps.entries()) {
    const startedAt = performance.now();
    const took = () => `(${Math.round(performance.now() - startedAt)} ms)`;
    try {
      await run();
      say(`ok ${i + 1} - ${title} ${took()}`);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      say(`not ok ${i + 1} - ${title} ${took()}\n${text.replace(/^/gm, '# ')}`);
      return 1;
    }
  }
  return 0;
}
