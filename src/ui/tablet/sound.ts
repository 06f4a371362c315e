import type { Cue, Sound } from './modes.ts';

/** A tone: pitch in Hz, start and length in seconds from the cue's beginning. */
type Tone = readonly [hertz: number, start: number, length: number];

/** Told apart by pitch *and* rhythm, so that nobody has to look up to know what happened. */
const CUES: Record<Cue | 'refused', { tones: readonly Tone[]; vibrate: number[] }> = {
  ready: { tones: [[880, 0, 0.07]], vibrate: [20] },
  paid: {
    tones: [
      [523, 0, 0.12],
      [659, 0.11, 0.12],
      [1047, 0.22, 0.32],
    ],
    vibrate: [60, 40, 120],
  },
  declined: {
    tones: [
      [392, 0, 0.2],
      [262, 0.2, 0.4],
    ],
    vibrate: [300],
  },
  attention: {
    tones: [
      [740, 0, 0.14],
      [740, 0.24, 0.14],
      [740, 0.48, 0.14],
    ],
    vibrate: [150, 100, 150, 100, 150],
  },
  refused: { tones: [[196, 0, 0.12]], vibrate: [40] },
};

/** Small sounds, made on the spot. Browsers keep a page silent until its first touch; that unlocks them. */
export function createSound(isMuted: () => boolean): Sound {
  let audio: AudioContext | undefined;
  const unlock = () => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') audio.resume().catch(() => undefined);
  };
  document.addEventListener('pointerdown', unlock, { capture: true });
  document.addEventListener('keydown', unlock, { capture: true });

  return (cue) => {
    const { tones, vibrate } = CUES[cue];
    // Before the first touch the browser would refuse, and complain in its console.
    if (!audio || isMuted()) return;
    navigator.vibrate?.(vibrate);
    for (const tone of tones) play(audio, tone);
  };
}

function play(audio: AudioContext, [hertz, start, length]: Tone): void {
  const from = audio.currentTime + start;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(0.35, from + 0.012);
  gain.gain.exponentialRampToValueAtTime(0.001, from + length);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + length);
}
