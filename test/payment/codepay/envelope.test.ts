import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TillError } from '../../../src/errors.ts';
import { buildRequest, canonicalString } from '../../../src/payment/codepay/envelope.ts';
import { vectors } from '../../support/codepay.ts';

const request = (business: Record<string, string | undefined>) =>
  buildRequest({
    appId: 'app',
    method: 'order.query',
    signType: 'RSA2',
    timestampAt: 1_693_898_084_054,
    business,
  });

test.each(vectors)(
  'the canonical string of a genuine $name is rebuilt from its fields',
  ({ string_to_sign }) => {
    const fields = Object.fromEntries(
      string_to_sign.split(/&(?=[a-z_]+=)/).map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
    );
    const shuffled = Object.fromEntries([['sign', 'anything'], ...Object.entries(fields).reverse()]);
    expect(canonicalString(shuffled)).toBe(string_to_sign);
  },
);

const fieldName = fc
  .stringMatching(/^[A-Za-z_]{1,12}$/)
  .filter((name) => name !== 'sign' && name !== '__proto__');
const fieldValue = fc.string({ minLength: 1 });

test('the order in which fields are given does not matter', () => {
  fc.assert(
    fc.property(fc.dictionary(fieldName, fieldValue), (fields) => {
      const reversed = Object.fromEntries(Object.entries(fields).reverse());
      expect(canonicalString(reversed)).toBe(canonicalString(fields));
    }),
  );
});

test('sign, null and empty fields are as if they were not there', () => {
  fc.assert(
    fc.property(fc.dictionary(fieldName, fieldValue), fieldName, (fields, name) => {
      const { [name]: _, ...rest } = fields;
      const plain = canonicalString(rest);
      for (const empty of [null, '', undefined])
        expect(canonicalString({ ...rest, [name]: empty })).toBe(plain);
      expect(canonicalString({ ...rest, sign: 'x' })).toBe(plain);
    }),
  );
});

test('every value stands in the string as it is, without URL-encoding', () => {
  fc.assert(
    fc.property(fieldName, fieldValue, (name, value) => {
      expect(canonicalString({ [name]: value })).toBe(`${name}=${value}`);
    }),
  );
});

test('keys sort as ASCII does: capitals before underscores before small letters', () => {
  expect(canonicalString({ a: '1', B: '2', _c: '3', a_b: '4', aB: '5' })).toBe('B=2&_c=3&a=1&aB=5&a_b=4');
});

test('what is nested counts as compact JSON', () => {
  expect(canonicalString({ data: { b: [1, 'x'], a: null } })).toBe('data={"b":[1,"x"],"a":null}');
});

test('a request holds the envelope and its own fields, every value a string', () => {
  expect(request({ merchant_no: 'm', merchant_order_no: 'o', trans_no: undefined })).toEqual({
    app_id: 'app',
    charset: 'UTF-8',
    format: 'JSON',
    merchant_no: 'm',
    merchant_order_no: 'o',
    method: 'order.query',
    sign_type: 'RSA2',
    timestamp: '1693898084054',
    version: '1.0',
  });
});

test.each(['', '@secret-value'])(
  'a field of %j is not sent, and the error keeps the value to itself',
  (value) => {
    let thrown: unknown;
    try {
      request({ auth_code: value });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TillError);
    expect(String(thrown)).toContain('auth_code');
    expect(String(thrown)).not.toContain('secret');
  },
);
