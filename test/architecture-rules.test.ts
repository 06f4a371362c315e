import { expect, test } from 'vitest';
import { globalFindings, machineFindings, shapeFindings, testFindings } from './support/code-rules.ts';
import { dependencyFindings } from './support/dependency-rules.ts';
import { lockFindings } from './support/lock-rules.ts';
import type { SourceFile } from './support/source-file.ts';

type Rule = (file: SourceFile) => string[];

const caught: [string, Rule, path: string, text: string][] = [
  [
    'payment knowing devices',
    dependencyFindings,
    'src/payment/lane.ts',
    "import type { Scan } from '../devices/scan.ts';",
  ],
  ['devices knowing payment', dependencyFindings, 'src/devices/a.ts', "export * from '../payment/order.ts';"],
  [
    'devices knowing payment later',
    dependencyFindings,
    'src/devices/a.ts',
    "const a = import('../payment/index.ts');",
  ],
  [
    'devices knowing payment by an inline type',
    dependencyFindings,
    'src/devices/a.ts',
    "type A = import('../payment/order.ts').Order;",
  ],
  [
    'ui using payment',
    dependencyFindings,
    'src/ui/screen.ts',
    "import { isFinal } from '../payment/order.ts';",
  ],
  [
    'ui loading payment for a type',
    dependencyFindings,
    'src/ui/screen.ts',
    "import { type Order } from '../payment/order.ts';",
  ],
  [
    'ui looking inside payment',
    dependencyFindings,
    'src/ui/screen.ts',
    "import type { A } from '../payment/order-run.ts';",
  ],
  ['the page knowing the server', dependencyFindings, 'src/ui/tablet/page.ts', "import '../server.ts';"],
  ['the page using Node', dependencyFindings, 'src/ui/tablet/page.ts', "import { join } from 'node:path';"],
  [
    'app passing a front door by',
    dependencyFindings,
    'src/app.ts',
    "import { a } from './payment/order-run.ts';",
  ],
  ['main passing app by', dependencyFindings, 'src/main.ts', "import { a } from './ui/index.ts';"],
  [
    'the sandbox knowing the client',
    dependencyFindings,
    'src/sandbox/server.ts',
    "import '../payment/codepay/client.ts';",
  ],
  [
    'the base knowing a folder',
    dependencyFindings,
    'src/log.ts',
    "import type { Order } from './payment/order.ts';",
  ],
  [
    'a part reading the schema',
    dependencyFindings,
    'src/devices/a.ts',
    "import { configSchema } from '../config.ts';",
  ],
  ['a file outside the design', dependencyFindings, 'src/stray.ts', "import { a } from './clock.ts';"],
  [
    'a vendor in a pure file',
    dependencyFindings,
    'src/devices/framer.ts',
    "import { SerialPort } from 'serialport';",
  ],
  ['a vendor by type', dependencyFindings, 'src/payment/lane.ts', "import type { Express } from 'express';"],
  [
    "a vendor's inner file",
    dependencyFindings,
    'src/payment/lane.ts',
    "import { a } from '@preact/signals/x';",
  ],
  ['a library nobody decided on', dependencyFindings, 'src/ui/server.ts', "import a from 'left-pad';"],
  ['a timer', globalFindings, 'src/payment/a.ts', 'setTimeout(() => {}, 5);'],
  ['a timer by its full name', globalFindings, 'src/payment/a.ts', 'globalThis.setInterval(() => {}, 5);'],
  [
    'a timer from a module',
    globalFindings,
    'src/payment/a.ts',
    "import { setTimeout as rest } from 'node:timers/promises';",
  ],
  [
    'a timer in a signal',
    globalFindings,
    'src/payment/a.ts',
    'fetch(url, { signal: AbortSignal.timeout(5) });',
  ],
  ['the wall clock', globalFindings, 'src/payment/a.ts', `const a = \`$${'{'}Date.now()}\`;`],
  ['the wall clock handed on', globalFindings, 'src/payment/a.ts', 'make({ now: Date.now });'],
  ['the date of today', globalFindings, 'src/payment/a.ts', 'const a = new Date();'],
  ['the stop watch', globalFindings, 'src/devices/a.ts', 'const a = performance.now();'],
  ['chance', globalFindings, 'src/devices/a.ts', 'const a = Math.random();'],
  ['secret chance', globalFindings, 'src/ui/a.ts', 'const a = randomBytes(8);'],
  ['the process', globalFindings, 'src/app.ts', "const a = process.env['HOME'];"],
  ['a default export', shapeFindings, 'src/a.ts', 'export default 1;'],
  ['inheritance', shapeFindings, 'src/a.ts', 'class A extends B {}'],
  ['a long file', shapeFindings, 'test/a.test.ts', '\n'.repeat(301)],
  ['a name that says nothing', shapeFindings, 'src/ui/utils.ts', ''],
  ['a silenced compiler', shapeFindings, 'src/a.ts', `// @ts-${'ignore'}`],
  ['unfinished work', shapeFindings, 'src/a.ts', `// TO${'DO'} later`],
  ['a test left out', testFindings, 'test/a.test.ts', "test.skip('a', () => {});"],
  ['a test alone', testFindings, 'test/a.test.ts', "it.only('a', () => {});"],
  ['a mocked module', testFindings, 'test/a.test.ts', "vi.mock('x');"],
  ['a sleeping test', testFindings, 'test/a.test.ts', "import { setTimeout } from 'node:timers/promises';"],
  ['a path of one machine', machineFindings, 'README.md', `see ${['', 'root', 'x'].join('/')}`],
  ['a registry', machineFindings, '.npmrc', `registry=https://${['registry', 'example'].join('.')}`],
];

test.each(caught)('%s is caught', (_what, rule, path, text) => {
  expect(rule({ path, text })).toHaveLength(1);
});

const allowed: [string, Rule, path: string, text: string][] = [
  [
    'ui knowing payment by type',
    dependencyFindings,
    'src/ui/screen.ts',
    "import type { Order } from '../payment/index.ts';",
  ],
  [
    'app joining the folders',
    dependencyFindings,
    'src/app.ts',
    "import { createTill } from './payment/index.ts';",
  ],
  [
    'the sandbox speaking the envelope',
    dependencyFindings,
    'src/sandbox/a.ts',
    "import { sign } from '../payment/codepay/signing.ts';",
  ],
  [
    'the page knowing the contract',
    dependencyFindings,
    'src/ui/tablet/a.ts',
    "import type { Screen } from '../messages.ts';",
  ],
  [
    'the one user of a vendor, later',
    dependencyFindings,
    'src/devices/hid/library.ts',
    "await import('node-hid');",
  ],
  ['a known moment', globalFindings, 'src/payment/a.ts', 'const a = new Date(order.sentAt);'],
  ["a socket's own limit", globalFindings, 'src/payment/a.ts', 'socket.setTimeout(5);'],
  [
    'a word in a comment or a text',
    globalFindings,
    'src/payment/a.ts',
    "// Date.now()\nconst a = 'Math.random()';",
  ],
  ['an error of ours', shapeFindings, 'src/a.ts', 'export class A extends Error {}'],
];

test.each(allowed)('%s is allowed', (_what, rule, path, text) => {
  expect(rule({ path, text })).toEqual([]);
});

test('a lock file bound to a registry, without a checksum or without a platform is caught', () => {
  const packages = {
    '': {},
    'node_modules/a': {
      integrity: 'x',
      optionalDependencies: { 'a-linux': '1', 'a-mac': '1', 'a-win': '1' },
    },
    'node_modules/a-linux': { resolved: 'https://example.com/a', integrity: 'x' },
    'node_modules/a/node_modules/a-mac': {},
  };
  expect(lockFindings(JSON.stringify({ packages }))).toEqual([
    'node_modules/a may need a-win on another platform, which is not locked',
    'node_modules/a-linux is bound to the address it came from',
    'node_modules/a/node_modules/a-mac has no checksum',
  ]);
  expect(lockFindings('{}')).toHaveLength(1);
});
