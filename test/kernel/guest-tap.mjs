/** Steps one after the other, as TAP on standard output; each wait is bounded. */

export const say = (text) => process.stdout.write(`${text}\n`);

export async function until(look, what, timeoutMs = 15_000) {
  const endsAt = performance.now() + timeoutMs;
  for (;;) {
    const seen = look();
    if (seen) return seen;
    if (performance.now() > endsAt) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs the steps up to the first that fails. Gives the exit code. */
export async function runSteps(steps) {
  let number = 0;
  for (const [title, step] of Object.entries(steps)) {
    const startedAt = performance.now();
    const took = () => `(${Math.round(performance.now() - startedAt)} ms)`;
    number += 1;
    try {
      await step();
      say(`ok ${number} - ${title} ${took()}`);
    } catch (error) {
      say(`not ok ${number} - ${title} ${took()}\n# ${error.stack}`);
      return 1;
    }
  }
  say(`1..${number}`);
  return 0;
}
