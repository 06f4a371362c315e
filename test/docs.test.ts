import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { configChecks } from '../src/config-checks.ts';
import { loadConfig } from '../src/load-config.ts';
import type { Block, ScanRefusal } from '../src/payment/index.ts';
import { OUTCOMES } from '../src/sandbox/outcomes.ts';
import { page as en } from '../src/ui/languages/en/page.ts';
import { blockedSaying } from '../src/ui/sentences.ts';
import { voiceOf } from '../src/ui/voice.ts';
import { knownSettings } from './support/settings.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', 'CHANGELOG.md', ...filesBelow('docs', '.md')].map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

function pageText(path: string): string {
  return pages.find((page) => page.path === path)?.text ?? '';
}

/** The environment gives what the examples' own key files would. */
function secretsForExamples() {
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
  return {
    SCANTILL_TOKEN: 'a-token-for-the-examples',
    SCANTILL_PRIVATE_KEY: pair().privateKey,
    SCANTILL_GATEWAY_PUBLIC_KEY: pair().publicKey,
    SCANTILL_BASIC_PASSWORD: 'a-password-for-the-examples',
  };
}

test('each configuration that a page shows is a good one', () => {
  const env = secretsForExamples();
  const cwd = temporaryFolder();
  const file = join(cwd, 'scantill.json');
  const examples = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/^```json config\n(.*?)^```$/gms)].map(([, json = '']) => ({ path, json })),
  );
  expect(examples.length).toBeGreaterThan(4);
  for (const { path, json } of examples) {
    writeFileSync(file, json);
    const load = () => loadConfig({ file, cwd, env, overrides: {} }, [configChecks]);
    expect(load, `${path}:\n${json}`).not.toThrow();
  }
});

test('the page about the configuration has each setting with its default, and no other', () => {
  const wanted = knownSettings().map(({ section, key, defaultText }) => {
    const shown = defaultText === undefined ? '–' : `\`${defaultText}\``;
    return `${section} | ${key} | ${shown}`;
  });
  expect(wanted.length).toBeGreaterThan(50);
  let section = '';
  const found = pageText('docs/configuration.md')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('## ')) section = /`(.+)`/.exec(line)?.[1] ?? '';
      const [, key, shown] = /^\| `(\w+)` \| (.+?) \| /.exec(line) ?? [];
      return key === undefined ? [] : [`${section} | ${key} | ${shown}`];
    });
  expect(found.toSorted()).toEqual(wanted.toSorted());
});

test('each link and picture of a page leads to something', () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g)].map(([, link, picture]) => ({
      path,
      target: (link ?? picture ?? '').replace(/#.*$/, ''),
    })),
  );
  const local = links.filter(({ target }) => target !== '' && !/^https?:/.test(target));
  expect(local.length).toBeGreaterThan(20);
  const dead = local.filter(({ path, target }) => !existsSync(join(root, dirname(path), target)));
  expect(dead).toEqual([]);
});

test('each attack that the page about security names is tried in a test, and each attack of the suite is named', () => {
  const [, table = ''] = pageText('docs/security.md').split('\n## Attacks, and what holds them\n');
  const rows = (table.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| (?!attack )[^-]/.test(line));
  expect(rows.length).toBeGreaterThan(15);
  // That each link leads to something, is the test above.
  expect(rows.filter((row) => !/\(\.\.\/test\/[^)]+\.test\.ts\)/.test(row))).toEqual([]);
  const suite = readdirSync(join(root, 'test/attacks')).filter((name) => name.endsWith('.test.ts'));
  expect(suite.filter((name) => !rows.some((row) => row.includes(`test/attacks/${name}`)))).toEqual([]);
});

test('no page shows a payment code', () => {
  const codes = pages.flatMap(({ text }) => text.match(/\b\d{15,}\b|\bhQVDUFY\w+/g) ?? []);
  expect(codes).toEqual([]);
});

test('the page for cash registers has each address and each code of a refusal', () => {
  const page = pageText('docs/rest.md');
  const source = (path: string) => readFileSync(join(root, 'src', path), 'utf8');
  // That it is what a till serves, is a test of its own.
  const { paths, components } = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, object>>;
    components: { responses: object };
  };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `| \`${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}\` |`,
    ),
  );
  const [, refusals = ''] = /type CommandRefusal =((?:\s*\| '\w+')+)/.exec(source('payment/sale.ts')) ?? [];
  const [, guns = ''] = /type GunRefusal = (.+);/.exec(source('devices/scanners-port.ts')) ?? [];
  const codes = [
    ...codesIn(JSON.stringify([paths, components.responses])),
    ...[refusals, guns].flatMap((type) => [...type.matchAll(/'(\w+)'/g)].map(([, code]) => code)),
    'noSuchAddress',
  ];
  expect(routes.length).toBeGreaterThan(45);
  expect(guns).toContain('notUp');
  expect(new Set(codes).size).toBeGreaterThan(70);
  expect(routes.filter((route) => !page.includes(route))).toEqual([]);
  expect([...new Set(codes)].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});

/** The codes of refusals in a piece of the document. */
function codesIn(text: string): string[] {
  const lists = [...text.matchAll(/"code":\{"enum":(\[[^\]]*\])/g)].map(([, list = '[]']) => list);
  return lists.flatMap((list) => JSON.parse(list) as string[]);
}

test('each npm script that a page names can be run', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const named = pages.flatMap(({ text }) =>
    [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    ),
  );
  expect(new Set(named).size).toBeGreaterThan(4);
  expect(named.filter((name) => !(name !== undefined && name in scripts))).toEqual([]);
});

test('each error of a start and each finding about a gun is in the table of cures', () => {
  const source = filesBelow('src', '.ts')
    .filter((path) => !path.startsWith(join('src', 'sandbox')))
    .map((path) => readFileSync(join(root, path), 'utf8'));
  const codes = source.flatMap((text) => [...text.matchAll(/code: '([A-Z_]+)'/g)].map(([, code]) => code));
  const cures = pageText('docs/technician.md') + pageText('docs/guns.md');
  expect(new Set(codes).size).toBeGreaterThan(10);
  expect([...new Set(codes)].filter((code) => !cures.includes(`| \`${code}\` |`))).toEqual([]);
});

test('the technician finds what each outcome of the sandbox does and how it ends', () => {
  const rows = pageText('docs/technician.md').matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \| [^|]+ \| [^|]+ \|$/gm);
  const told = [...rows].flatMap(([, names = '']) => [...names.matchAll(/`([a-z-]+)`/g)].map(([, id]) => id));
  const playable = OUTCOMES.filter(({ available }) => available).map(({ id }) => id);
  expect(told.toSorted()).toEqual(playable.toSorted());
});

const english = voiceOf('en', { shopLocale: 'en', timeZone: 'UTC' });

const BLOCKS: Record<Block['kind'], Block> = {
  starting: { kind: 'starting', since: 0 },
  stopping: { kind: 'stopping', since: 0 },
  unreachable: { kind: 'unreachable', since: 0, detail: '', cure: '' },
  refused: { kind: 'refused', since: 0, detail: '', cure: '' },
  untrusted: { kind: 'untrusted', since: 0, detail: '', cure: '' },
  clockWrong: { kind: 'clockWrong', since: 0, skewMs: 0 },
  storeFault: { kind: 'storeFault', since: 0, detail: '' },
};

test.each(Object.values(BLOCKS))('the technician finds why nothing can be sold: $kind', (block) => {
  const { message } = blockedSaying(block, { ...english, time: () => '…' });
  expect(pageText('docs/technician.md')).toContain(`| ${message} |`);
});

/** What a cashier may read in place of "scan the code"; `notReady` leaves the screen as it is. */
const REFUSALS: Exclude<ScanRefusal, 'notReady'>[] = [
  'productBarcode',
  'webAddress',
  'merchantCode',
  'fragment',
  'unreadable',
  'codeUsed',
];

test('the cashier finds each screen and each refused scan in its own words', () => {
  const { idle: _, test: __, ...states } = en.state;
  const page = pageText('docs/cashier.md');
  expect(Object.values(states).filter((state) => !page.includes(`**${state}**`))).toEqual([]);
  const refused = REFUSALS.map((why) => english.words.refusedScan[why].message);
  expect(refused.filter((message) => !page.includes(`| ${message} |`))).toEqual([]);
});

/** The rows of the tables of faults: fault, what the cashier sees, what the till does, what the technician does, tests. */
const faultRows = pageText('docs/reliability.md')
  .split('\n')
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
  .filter((cells) => cells.length === 5 && cells[4]?.includes('.test.ts'));

/** Every text that stands in a source file, with … for what is put in as the till runs. */
function textsIn(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8');
  return [...source.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replace(/\$\{[^}]*\}/g, '…'),
  );
}

test('each sentence and code in the tables of faults is one of the till', () => {
  const sentences = new Set(filesBelow('src/ui/languages/en', '.ts').flatMap(textsIn));
  const codes = new Set(textsIn('src/errors.ts'));
  const said = faultRows.flatMap(([, sees = '']) =>
    [...sees.matchAll(/\*\*(.+?)\*\*/g)].map(([, text]) => text),
  );
  const coded = faultRows.flatMap(([, , does = '']) =>
    [...does.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code),
  );
  expect(said.length).toBeGreaterThan(30);
  expect(coded.length).toBeGreaterThan(5);
  expect(said.filter((text = '') => !sentences.has(text))).toEqual([]);
  expect(coded.filter((code = '') => !codes.has(code))).toEqual([]);
});

test('each fault in the tables of faults has tests of just that title', () => {
  expect(faultRows.length).toBeGreaterThan(40);
  for (const [fault = '', , , , proof = ''] of faultRows) {
    const links = [...proof.matchAll(/\[(.+?)\]\(\.\.\/(test\/[\w/-]+\.test\.ts)\)/g)];
    expect(links.length, fault).toBeGreaterThan(0);
    for (const [, title = '', path = ''] of links)
      expect(hasTest(path, title), `${path}: ${title}`).toBe(true);
  }
});

test('each file of tests about the ground is named in the tables of faults', () => {
  const proofs = faultRows.map(([, , , , proof]) => proof).join();
  const files = filesBelow('test/ground', '.test.ts');
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter((path) => !proofs.includes(path))).toEqual([]);
});

/** Whether a test of that file has the title; what a table of tests puts into it must stand in the file too. */
function hasTest(path: string, title: string): boolean {
  const texts = textsIn(path);
  const source = readFileSync(join(root, path), 'utf8');
  return texts.some((text) => {
    const pattern = text.split('%s').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const [, ...put] = new RegExp(`^${pattern.join('(.+)')}$`).exec(title) ?? [];
    return (
      (text === title || put.length > 0) &&
      put.every((value) => texts.includes(value)) &&
      isTitle(source, text)
    );
  });
}

/** Whether that text opens the arguments of a test. */
function isTitle(source: string, text: string): boolean {
  const at = source.indexOf(text);
  return /(?:\btest|\bonRealDisk|\))\(\s*['"`]$/.test(source.slice(0, at));
}
