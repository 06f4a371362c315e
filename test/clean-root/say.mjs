/** A line for whoever watches the run. */
export const say = (line) => process.stdout.write(`${line}\n`);
