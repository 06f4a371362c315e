import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createMeterBook } from '../../src/watch/meter-book.ts';
import { createTillMeters } from '../../src/watch/till-meters.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

const rules = read('scripts/install/monitoring/alerts.yml');
const plays = read('test/monitoring/alerts.test.yml');
const dashboard = JSON.parse(read('scripts/install/monitoring/dashboard.json')) as {
  panels: { title: string; targets: { expr: string }[] }[];
};
const alerts = [...rules.matchAll(/- alert: (\w+)\n([\s\S]*?)(?=\n {6}- alert:|\n*$)/g)].map(
  ([, name = '', body = '']) => ({
    name,
    expr: /expr: '(.+)'/.exec(body)?.[1] ?? '',
    runbook: /runbook_url: (\S+)/.exec(body)?.[1],
    isWhole:
      /\n {8}for: \S+\n/.test(body) &&
      /severity: (warning|critical)\n/.test(body) &&
      body.includes('summary: '),
  }),
);

/** The metrics of the till and of its process, by their kind, as they are told. */
async function kinds(): Promise<Map<string, string>> {
  const book = createMeterBook();
  createTillMeters(book);
  book.watchProcess();
  const types = [...(await book.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Map(types.map(([, name = '', kind = '']) => [name, kind]));
}

/** The metrics that an expression reads; `up` is Prometheus' own. */
function metricsIn(expr: string): string[] {
  const names = expr.match(/\b(?:scantill|nodejs|process)_\w+/g) ?? [];
  return names.map((name) => name.replace(/_(bucket|sum|count)$/, ''));
}

test('each alert and each panel reads metrics that the till tells, counters by their rate', async () => {
  const known = await kinds();
  const panels = dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ name: title, expr })),
  );
  expect(alerts.length).toBeGreaterThan(15);
  expect(panels.length).toBeGreaterThan(20);
  for (const { name, expr } of [...alerts, ...panels]) {
    const read = metricsIn(expr);
    expect(read.length > 0 || expr.startsWith('up{'), name).toBe(true);
    for (const metric of read) {
      expect(known.has(metric), `${name}: ${metric}`).toBe(true);
      const isCounted = known.get(metric) !== 'gauge' && metric !== 'process_start_time_seconds';
      if (isCounted) expect(expr, name).toMatch(/\b(rate|increase)\(/);
    }
  }
});

test('each metric of the till is in an alert, or on the dashboard', async () => {
  const all = [...alerts, ...dashboard.panels.flatMap(({ targets }) => targets)]
    .map(({ expr }) => expr)
    .join('\n');
  const own = [...(await kinds()).keys()].filter((name) => name.startsWith('scantill_'));
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter((name) => !all.includes(name))).toEqual([]);
});

test('each metric of the till has its row, and each row its metric', async () => {
  const rows = [...read('docs/metrics.md').matchAll(/^\| `(scantill_\w+)` \| (\w+) \|/gm)];
  const told = rows.map(([, name, kind]) => `${name} ${kind}`).sort();
  const own = [...(await kinds())].filter(([name]) => name.startsWith('scantill_'));
  expect(told).toEqual(own.map(([name, kind]) => `${name} ${kind}`).sort());
});

test('each alert is whole, leads to its cure, and is played', () => {
  const page = read('docs/operations.md');
  const headings = [...page.matchAll(/^### (Scantill\w+)\n\n(.+)/gm)];
  expect(headings.map(([, name]) => name).sort()).toEqual(alerts.map(({ name }) => name).sort());
  for (const { name, runbook, isWhole } of alerts) {
    expect(isWhole, name).toBe(true);
    expect(runbook).toBe(`docs/operations.md#${name.toLowerCase()}`);
    expect(plays).toContain(`alertname="${name}"`);
  }
});
