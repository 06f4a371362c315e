import { dottedName, importsOf, type Node, nameOf, nodesOf, type SourceFile } from './source-file.ts';

const BANNED_NAMES = /(^|\/)(utils?|helpers?|common|manager|service|types)\.[a-z]+$/;
const MAX_LINES = 300;

interface GlobalRule {
  name: RegExp;
  /** Files of `src` that may use it. */
  allowed: RegExp;
  instead: string;
}

/** What would tie the code to the real time, to chance or to the process. */
const GLOBALS: GlobalRule[] = [
  {
    name: /^((globalThis|window)\.)?(setTimeout|setInterval|setImmediate)$|^AbortSignal\.timeout$|^(Date|performance)\.now$|^Date$/,
    allowed: /^src\/(clock\.ts|ui\/tablet\/)/,
    instead: 'a Clock',
  },
  { name: /^Math\.random$/, allowed: /^src\/random\.ts$/, instead: 'a Random' },
  {
    name: /^(crypto\.)?(randomBytes|randomUUID|randomInt|getRandomValues)$/,
    allowed: /^src\/(random\.ts|ui\/tablet\/)/,
    instead: 'a Random',
  },
  {
    name: /^process\.\w+$/,
    allowed: /^src\/(main|log|watch\/watchdog-thread)\.ts$/,
    instead: 'what main.ts hands over',
  },
];

/** Modules that are the same by another name. */
const MODULES = /^node:(timers(\/promises)?|process)$/;

/** What the code of one file in `src` does that only a few files may. */
export function globalFindings(file: SourceFile): string[] {
  const used = new Set(nodesOf(file).flatMap((node) => usedName(node) ?? []));
  const rules = GLOBALS.filter(({ allowed }) => !allowed.test(file.path));
  const modules =
    file.path === 'src/clock.ts' ? [] : importsOf(file).filter(({ target }) => MODULES.test(target));
  return [
    ...[...used].flatMap((name) => {
      const rule = rules.find((one) => one.name.test(name));
      return rule ? `${file.path} uses ${name}; it should be given ${rule.instead}` : [];
    }),
    ...modules.map(({ target }) => `${file.path} imports ${target}; it should be given a Clock`),
  ];
}

/** Breaches of the house's shape in any file of code: `src`, `scripts` and `test`. */
export function shapeFindings(file: SourceFile): string[] {
  const lines = file.text.split('\n').length - 1;
  const found = nodesOf(file).flatMap((node) => shapeOf(node) ?? []);
  if (lines > MAX_LINES) found.push(`has ${lines} lines, more than ${MAX_LINES}`);
  if (BANNED_NAMES.test(file.path)) found.push('has a name that says nothing');
  if (/@ts-(ignore|nocheck|expect-error)|biome-(?:ignore)|\b(TO(?:DO)|FIX(?:ME))\b/.test(file.text)) {
    found.push('silences a check or leaves a note of unfinished work');
  }
  return found.map((what) => `${file.path} ${what}`);
}

/** Habits that make a test lie. */
export function testFindings(file: SourceFile): string[] {
  const names = nodesOf(file).flatMap((node) =>
    node.type === 'MemberExpression' ? (dottedName(node) ?? []) : [],
  );
  const lying = names.filter((name) =>
    /^((it|test|describe)\.(only|skip|todo)|vi\.(mock|doMock|spyOn|useFakeTimers))$/.test(name),
  );
  const sleeps = file.path.startsWith('test/support/')
    ? []
    : importsOf(file).filter(({ target }) => target === 'node:timers/promises');
  return [
    ...lying.map((name) => `${file.path} uses ${name}`),
    ...sleeps.map(() => `${file.path} sleeps; it should wait until something is so`),
  ];
}

/** Traces of one machine or one registry in any tracked text file. */
export function machineFindings({ path, text }: SourceFile): string[] {
  const traces =
    text.match(/\/work\/|\/root\/|\/tmp\/bash_jobs|\bregistry\.[a-z]|\bnpmjs\.|\bdeb\.debian\./g) ?? [];
  return traces.map((trace) => `${path} names ${trace}`);
}

function usedName(node: Node): string | undefined {
  switch (node.type) {
    case 'CallExpression':
      return dottedName(node.callee);
    case 'NewExpression':
      return Array.isArray(node.arguments) && node.arguments.length === 0
        ? dottedName(node.callee)
        : undefined;
    case 'MemberExpression':
      return dottedName(node);
    default:
      return undefined;
  }
}

function shapeOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ExportDefaultDeclaration':
      return 'has a default export';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.superClass && nameOf(node.superClass) !== 'Error'
        ? 'inherits from another class'
        : undefined;
    default:
      return undefined;
  }
}
