import { expect, test } from 'vitest';
import { CUES } from '../../../src/ui/tablet/cues.ts';

const cues = Object.entries(CUES);

test('no two sounds share their pitches, their rhythm or what is felt of them', () => {
  const pitches = cues.map(([, { tones }]) => tones.map(([hertz]) => hertz).join());
  const rhythms = cues.map(([, { tones }]) => tones.map(([, start, length]) => `${start}+${length}`).join());
  const felt = cues.map(([, { vibrate }]) => vibrate.join());
  for (const each of [pitches, rhythms, felt]) expect(new Set(each).size).toBe(cues.length);
});

test('what went well rises, what went wrong falls, and what needs somebody insists', () => {
  const of = (name: keyof typeof CUES) => CUES[name].tones.map(([hertz]) => hertz);
  expect(of('paid')).toEqual(of('paid').toSorted((a, b) => a - b));
  expect(of('declined')).toEqual(of('declined').toSorted((a, b) => b - a));
  expect(new Set(of('attention')).size).toBe(1);
  expect(of('attention').length).toBe(3);
});

test('each sound is over within a second, so that none runs into the next sale', () => {
  for (const [name, { tones }] of cues) {
    const end = Math.max(...tones.map(([, start, length]) => start + length));
    expect(end, name).toBeLessThan(1);
  }
});
