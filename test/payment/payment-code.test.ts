import { expect, test } from 'vitest';
import { maskCode, recognise, walletNames, walletRules } from '../../src/payment/payment-code.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { EMV_SAMPLE, WALLET_CODES } from '../fixtures/payment-codes.ts';

const rules = walletRules([]);
const verdict = (text: string, aim?: string) => {
  const found = recognise(text, aim, rules);
  return found.kind === 'payment' ? found.wallet : found.why;
};

test.each(WALLET_CODES)(
  'a code of %s (%s) is known for what it is, printed as bars or as QR',
  (wallet, _, code) => {
    expect(verdict(code)).toBe(wallet);
    expect(verdict(code, ']C0')).toBe(wallet);
    expect(verdict(code, ']Q1')).toBe(wallet);
  },
);

test('a digit more or less takes a code out of its rule', () => {
  expect(verdict('15123456789012345')).toBe('unknown');
  expect(verdict('1512345678901234567')).toBe('unknown');
  expect(verdict('6212345678901234567')).toBe('unionpay');
  expect(verdict('621234567890123456')).toBe('unknown');
});

test('every code the sandbox makes up is told apart as its maker meant it', () => {
  for (const wallet of ['alipay', 'wechat', 'unionpay', 'emv'] as const) {
    expect(verdict(makeCode({ wallet }, systemRandom))).toBe(wallet);
  }
  expect(verdict(makeCode({ wallet: 'ean13' }, systemRandom))).toBe('productBarcode');
  expect(verdict(makeCode({ wallet: 'url' }, systemRandom))).toBe('webAddress');
  expect(verdict(makeCode({ wallet: 'garbage' }, systemRandom))).toBe('fragment');
});

test.each([
  ['EAN-8', '96385074', undefined],
  ['UPC-A', '036000291452', undefined],
  ['EAN-13', '4006381333931', undefined],
  ["EAN-13 of the shop's own", '2801234567893', undefined],
  ['ITF-14', '15400141288763', undefined],
  ['EAN-13 by the word of the gun', '4006381333931', ']E0'],
  ['EAN-8 by the word of the gun', '96385074', ']E4'],
  ['EAN-13 with a supplement', '400638133393112345', ']E3'],
  ['ISBN', '9783161484100', undefined],
  ['ISBN with a price', '978316148410051299', undefined],
  ['a weekly with its number', '977123456789817', undefined],
  ['GS1-128 with 18 digits like WeChat Pay', '152612311021234567', ']C1'],
  ['GS1 DataBar', '0109501101530003', ']e0'],
])('%s is a product, not a payment', (_, text, aim) => {
  expect(verdict(text, aim)).toBe('productBarcode');
});

test.each(['https://qr.alipay.com/x', 'HTTPS://QR.ALIPAY.COM/X', 'weixin://wxpay/a', 'WWW.shop.example/1'])(
  'the address %s is no payment code',
  (text) => {
    expect(verdict(text)).toBe('webAddress');
  },
);

test("the shop's own code on the customer's screen is told apart from the customer's", () => {
  expect(verdict('00020101021229300012D156000000000510A93FO3230Q31280012')).toBe('merchantCode');
});

test.each([
  ['digits cut short', '28123456789'],
  ['text shorter than any wallet shows', 'GRAB-PAY-12'],
  ['an EMV payload cut in its header', EMV_SAMPLE.slice(0, 10)],
  ['an EMV payload cut behind its header', EMV_SAMPLE.slice(0, 20)],
])('a fragment is not sent: %s', (_, text) => {
  expect(verdict(text)).toBe('fragment');
});

test('of an EMV payload no part passes for the whole, wherever it was cut', () => {
  const lengths = Array.from({ length: EMV_SAMPLE.length - 1 }, (_, index) => index + 1);
  const passed = lengths.filter((length) => verdict(EMV_SAMPLE.slice(0, length)) !== 'fragment');
  // Without its padding every byte is there; and two cuts fall between elements: behind each application.
  const bytes = passed.map((length) =>
    Math.floor((EMV_SAMPLE.slice(0, length).replace(/=+$/, '').length * 3) / 4),
  );
  expect([...new Set(bytes)]).toEqual([28, 49, 124]);
});

test('an EMV payload may have long elements, and tags of two and three bytes', () => {
  const head = Buffer.from('8505435056303161', 'hex');
  const code = (element: string, size: number) =>
    Buffer.concat([head, Buffer.from([1, 0]), Buffer.from(element, 'hex'), Buffer.alloc(size)]).toString(
      'base64',
    );
  expect(verdict(code('6281c8', 200))).toBe('emv');
  expect(verdict(code('62820101', 257))).toBe('emv');
  expect(verdict(code('9f2608', 8))).toBe('emv');
  expect(verdict(code('dfae0308', 8))).toBe('emv');
  expect(verdict(code('6281c8', 199))).toBe('fragment');
  expect(verdict(code('62820101', 256))).toBe('fragment');
  expect(verdict(code('628301', 20))).toBe('fragment');
});

test('text that no wallet shows is unreadable', () => {
  expect(verdict('2812 3456 7890 1234')).toBe('unreadable');
  expect(verdict('28123456789012\u0000')).toBe('unreadable');
  expect(verdict('付款码付款码付款码付款码')).toBe('unreadable');
  expect(verdict('')).toBe('unreadable');
  expect(verdict('A'.repeat(512))).toBe('unknown');
  expect(verdict('A'.repeat(513))).toBe('unreadable');
});

test('a plausible code that fits no rule is left to the gateway', () => {
  expect(verdict('771234567890123')).toBe('unknown');
  expect(verdict('GRAB-PAY-1234')).toBe('unknown');
});

test("the shop's own rules come before the built-in ones, and their names before the built-in names", () => {
  const own = [{ wallet: 'house', name: 'House card', pattern: '^28\\d{16}$' }];
  const found = recognise('281234567890123456', undefined, walletRules(own));
  expect(found).toEqual({ kind: 'payment', wallet: 'house', walletName: 'House card' });
  const names = walletNames([...own, { wallet: 'alipay', name: 'Alipay HK' }]);
  expect([names.get('house'), names.get('alipay'), names.get('wechat')]).toEqual([
    'House card',
    'Alipay HK',
    'WeChat Pay',
  ]);
});

test('a mask keeps the length up to 30 and shows no more than the first two and last four', () => {
  expect(maskCode('281234567890123456')).toBe('28************3456');
  expect(maskCode('12345678901')).toBe('***********');
  for (const [, , code] of WALLET_CODES) {
    const mask = maskCode(code);
    expect(mask).toHaveLength(Math.min(code.length, 30));
    expect(mask.replaceAll('*', '')).toBe(code.slice(0, 2) + code.slice(-4));
  }
});

test.each(WALLET_CODES)(
  'a code of %s (%s) with anything before or behind it is not one',
  (wallet, _, code) => {
    expect(verdict(`x${code}`)).not.toBe(wallet);
    expect(verdict(`${code}x`)).not.toBe(wallet);
  },
);

test('each wallet is shown by its name', () => {
  expect(Object.fromEntries(walletNames([]))).toEqual({
    emv: 'EMV wallet',
    paypay: 'PayPay',
    linepay: 'LINE Pay',
    dbarai: 'd Barai',
    rakutenpay: 'Rakuten Pay',
    jpqr: 'JPQR wallet',
    wechat: 'WeChat Pay',
    unionpay: 'UnionPay',
    alipay: 'Alipay',
    alipayplus: 'Alipay+',
  });
  const unknown = { kind: 'payment', wallet: 'unknown', walletName: 'Wallet' };
  expect(recognise('GRAB-PAY-1234', undefined, rules)).toEqual(unknown);
});

test.each([
  ['', undefined, 'unreadable'],
  ['https://qr.alipay.com/x', undefined, 'webAddress'],
  ['4006381333931', ']E0', 'productBarcode'],
  ['4006381333931', undefined, 'productBarcode'],
  ['00020101021229300012D156000000000510A93FO3230Q31280012', undefined, 'merchantCode'],
  ['28123456789', undefined, 'fragment'],
])('the text "%s" is refused whole, with nothing that looks like a payment', (text, aim, why) => {
  expect(recognise(text, aim, rules)).toEqual({ kind: 'refused', why });
});

test('only what begins like an address is one', () => {
  expect(verdict('1https://shop.example')).toBe('unknown');
  expect(verdict('GRAB-www.pay-1234')).toBe('unknown');
});

test('text is long enough at twelve characters, whatever it begins with', () => {
  expect(verdict('1234567890AB')).toBe('unknown');
  expect(verdict('GRAB-PAY-ABC')).toBe('unknown');
  expect(verdict('GRAB-PAY-AB')).toBe('fragment');
});

test('a product is one by its whole text, and a gun names a symbology at the beginning', () => {
  expect(verdict('12978316148410051')).toBe('unknown');
  expect(verdict('978316148410051299123')).toBe('unknown');
  expect(verdict('771234567890123', 'x]E0')).toBe('unknown');
});

test('a mask shows the ends of twelve characters and none of eleven', () => {
  expect(maskCode('123456789012')).toBe('12******9012');
});
