import type { SeededRandom } from '../../test/simulation/seeded-random.ts';

/** Values that programs have tripped over, by the kind of thing they are. */

const TEXTS: readonly (() => string)[] = [
  () => '',
  () => ' ',
  () => '\u0000',
  () => '\r\nSet-Cookie: a=b',
  () => '\u202e\u2066gnp.exe',
  () => '\ud800',
  () => '👩‍👩‍👧‍👦'.repeat(40),
  () => 'Ａ１２．３０',
  () => '١٢٫٣٠',
  () => '../../../../etc/passwd',
  () => '..%2f..%2ftill.json',
  () => '%00%c0%ae%c0%ae/',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => '$' + '{7*7}#{7*7}%s%n%p',
  () => "' OR 1=1; --",
  () => '<img src=x onerror=alert(1)>',
  () => '{"$gt":""}',
  () => '1e999',
  () => '-0',
  () => '0x10',
  () => 'NaN',
  () => '9007199254740993',
  () => '12.300',
  () => '1,230.00',
  () => 'a'.repeat(65),
  () => 'b'.repeat(5000),
  () => '2026-02-30',
  () => '9999-99-99',
  () => '0000-00-00',
  () => '\u001b[31mred\u0007',
  () => '{"level":"error","msg":"forged"}\n{"level":"info"}',
];

const NUMBERS = [
  0,
  -0,
  -1,
  1,
  0.1,
  1.5,
  1e21,
  1e308,
  5e-324,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  99_999_999,
];

export function nastyText(random: SeededRandom): string {
  const made = TEXTS[random.between(0, TEXTS.length - 1)];
  if (made !== undefined && random.chance(0.8)) return made();
  return Buffer.from(random.bytes(random.between(0, 40))).toString(
    random.pick(['latin1', 'utf8', 'hex', 'base64']),
  );
}

/** Any JSON at all; `depth` left before it ends in something plain. */
export function nastyValue(random: SeededRandom, depth = 3): unknown {
  const kind = random.between(0, depth > 0 ? 9 : 5);
  if (kind <= 2) return nastyText(random);
  if (kind === 3) return NUMBERS[random.between(0, NUMBERS.length - 1)];
  if (kind === 4) return random.chance(0.5);
  if (kind === 5) return null;
  if (kind === 6) return deep(random.between(5, 2000), random);
  const length = random.between(0, 5);
  if (kind === 7) return Array.from({ length }, () => nastyValue(random, depth - 1));
  const members = Array.from({ length }, () => [nastyText(random), nastyValue(random, depth - 1)] as const);
  // As own members, such as JSON.parse makes them: `__proto__` too.
  return members.reduce<Record<string, unknown>>((made, [name, value]) => {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
    return made;
  }, {});
}

/** Brackets in brackets. */
function deep(levels: number, random: SeededRandom): unknown {
  const isList = random.chance(0.5);
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = isList ? [value] : { a: value };
  return value;
}

/** The same document with one thing in it that is not as it was. */
export function mutated(value: unknown, random: SeededRandom): unknown {
  if (Array.isArray(value)) {
    if (value.length > 0 && random.chance(0.6)) {
      const at = random.between(0, value.length - 1);
      return value.map((each, i) => (i === at ? mutated(each, random) : each));
    }
    return random.chance(0.5) ? [...value, ...value, nastyValue(random)] : nastyValue(random);
  }
  if (typeof value === 'object' && value !== null)
    return mutatedObject(value as Record<string, unknown>, random);
  switch (random.between(0, 3)) {
    case 0:
      return nastyValue(random);
    case 1:
      return typeof value === 'string' ? value + nastyText(random) : String(value);
    case 2:
      return typeof value === 'number' ? -value : [value];
    default:
      return { value };
  }
}

function mutatedObject(value: Record<string, unknown>, random: SeededRandom): unknown {
  const names = Object.keys(value);
  const name = names[random.between(0, names.length - 1)];
  const { [name ?? '']: member, ...others } = value;
  switch (random.between(0, 7)) {
    case 0:
      return others;
    case 1:
      return { ...value, [nastyText(random)]: nastyValue(random) };
    case 2:
      return { ...others, [`${name}${random.pick(['', ' ', '\u0000', 's'])}`.toUpperCase()]: member };
    case 3:
      return random.chance(0.5) ? [value] : nastyValue(random);
    default:
      return name === undefined ? nastyValue(random) : { ...value, [name]: mutated(member, random) };
  }
}
