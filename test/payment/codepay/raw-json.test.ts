import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberText, rawMembers } from '../../../src/payment/codepay/raw-json.ts';

test('every member comes out as the exact text it has in the source, whatever the spacing', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.constantFrom(undefined, 1, '\t'),
      (value, space) => {
        const text = ` ${JSON.stringify(value, null, space)}\n`;
        const members = rawMembers(text);
        const expected = Object.keys(JSON.parse(text));
        expect([...(members?.keys() ?? [])]).toEqual(expected);
        for (const [key, raw] of members ?? []) {
          expect(text).toContain(raw);
          expect(raw).toBe(raw.trim());
          expect(JSON.parse(raw)).toEqual(JSON.parse(text)[key]);
        }
      },
    ),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":, \\u0a1.e-tn') }), (text) => {
      rawMembers(text);
    }),
  );
});

test('numbers keep their digits', () => {
  const members = rawMembers('{"a": 200.00 ,"b":1e2,"c":12345678901234567890}');
  expect([...(members?.values() ?? [])]).toEqual(['200.00', '1e2', '12345678901234567890']);
});

test.each([
  ['a member named twice', '{"a":1,"b":2,"a":3}'],
  ['a member named twice, once with an escape', '{"a":1,"\\u0061":3}'],
  ['something after the object', '{"a":1}{"a":2}'],
  ['a comma too many', '{"a":1,}'],
  ['half an object', '{"a":1'],
  ['an array', '[1]'],
  ['a text', '"a"'],
  ['null', 'null'],
  ['nothing', ''],
])('%s is refused', (_, text) => {
  expect(rawMembers(text)).toBeUndefined();
});

test('a member reads as text: strings unescaped, numbers and objects as they are spelt, null as nothing', () => {
  expect(memberText('"a\\u0062\\""')).toBe('ab"');
  expect(memberText('100.0')).toBe('100.0');
  expect(memberText('{ "a" : 1 }')).toBe('{ "a" : 1 }');
  expect(memberText('null')).toBeUndefined();
  expect(memberText(undefined)).toBeUndefined();
});

test('an object with more members than it may have is refused, one with as many is read', () => {
  expect(rawMembers('{"a":1,"b":2}', 2)?.size).toBe(2);
  expect(rawMembers('{"a":1,"b":2,"c":3}', 2)).toBeUndefined();
});
