import { expect, test } from 'vitest';
import { systemRandom } from '../../../../src/random.ts';
import { makeCode } from '../../../../src/sandbox/codes.ts';
import { readPicture } from '../../../../src/ui/tablet/camera/own-decoder.ts';
import { pictureOf, rgbaOf } from '../../../support/code-picture.ts';

test.each([
  ['alipay', 8],
  ['wechat', 4],
  ['unionpay', 3],
  ['emv', 5],
] as const)('the payment code of %s is read, %i pixels a module', (wallet, module) => {
  const code = makeCode({ wallet }, systemRandom);
  expect(readPicture(rgbaOf(pictureOf(code, { module })))).toBe(code);
});

test('a dim picture with noise is read all the same', () => {
  const code = makeCode({ wallet: 'alipay' }, systemRandom);
  const picture = pictureOf(code, { module: 6 });
  const noisy = picture.grey.map((light, i) => light / 2 + 30 + ((i * 7919) % 23));
  expect(readPicture(rgbaOf({ ...picture, grey: noisy }))).toBe(code);
});

test('a picture without a code, or with half of one, is read as nothing', () => {
  const picture = pictureOf('281234567890123456');
  expect(readPicture(rgbaOf({ ...picture, grey: picture.grey.map(() => 200) }))).toBeUndefined();
  const half = picture.grey.map((light, i) => (i % picture.width < picture.width / 2 ? light : 225));
  expect(readPicture(rgbaOf({ ...picture, grey: half }))).toBeUndefined();
  expect(readPicture({ width: 0, height: 0, data: new Uint8ClampedArray() })).toBeUndefined();
});
