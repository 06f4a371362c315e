/** One line of a report: a name, its figures, and what is aimed at. */
export interface Figure {
  name: string;
  values: Record<string, string>;
  aim?: string;
}

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const mean = (samples: readonly number[]): number =>
  samples.reduce((sum, each) => sum + each, 0) / samples.length;

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** p50, p99 and largest of samples in milliseconds. */
export function spread(samples: readonly number[]): Record<string, string> {
  return {
    p50: ms(percentile(samples, 0.5)),
    p99: ms(percentile(samples, 0.99)),
    max: ms(Math.max(...samples)),
    n: String(samples.length),
  };
}

export function print({ name, values, aim }: Figure): void {
  const figures = Object.entries(values).map(([key, value]) => `${key} ${value}`);
  console.log(`  ${name.padEnd(58)} ${figures.join('   ')}${aim ? `   (aim: ${aim})` : ''}`);
}
