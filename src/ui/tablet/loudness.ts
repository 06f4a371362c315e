import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Kept } from './kept.ts';

/** Loud enough for a shop with a few people in it. */
const USUAL = 80;

/** How loud this tablet is; kept on it. */
export interface Loudness {
  /** Per cent, 0 to 100; stays what it is while muted. */
  volume: ReadonlySignal<number>;
  muted: ReadonlySignal<boolean>;
  /** What sounds are made with, 0 to 1: ears hear half the loudness at a quarter of it. */
  gain: ReadonlySignal<number>;
  setVolume(percent: number): void;
  toggle(): void;
}

export function createLoudness({ onTablet }: Kept): Loudness {
  const volume = signal(readVolume(onTablet.get('volume')));
  const muted = signal(onTablet.get('muted') === 'yes');
  const mute = (isMuted: boolean) => {
    muted.value = isMuted;
    onTablet.set('muted', isMuted ? 'yes' : 'no');
  };
  return {
    volume,
    muted,
    gain: computed(() => (muted.value ? 0 : (volume.value / 100) ** 2)),
    setVolume: (percent) => {
      volume.value = Math.min(100, Math.max(0, Math.round(percent)));
      onTablet.set('volume', String(volume.value));
      if (volume.value > 0) mute(false);
    },
    toggle: () => mute(!muted.value),
  };
}

function readVolume(text: string | undefined): number {
  return text !== undefined && /^\d{1,3}$/.test(text) ? Math.min(100, Number(text)) : USUAL;
}
