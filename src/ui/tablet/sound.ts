import type { Heard, Sound } from './modes.ts';

/** A tone: pitch in Hz, start and length in seconds from the cue's beginning. */
type Tone = readonly [hertz: number, start: number, length: number];

/** Told apart by pitch *and* rhythm, so that nobody has to look up to know what happened. */
export const CUES: Record<Heard, { tones: readonly Tone[]; vibrate: number[] }> = {
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

/** At full volume; two tones of a cue may overlap for a moment. */
const LOUDEST = 0.6;

interface SoundParts {
  /** 0 to 1. */
  gain: () => number;
  /** From now on sounds are heard. */
  onUnlock: () => void;
}

/**
 * Small sounds, made on the spot. Browsers keep a page silent until its first touch; that unlocks them, and so does
 * each later touch, should the tablet have put the sound to sleep meanwhile.
 */
export function createSound({ gain, onUnlock }: SoundParts): Sound {
  let audio: AudioContext | undefined;
  const unlock = () => {
    audio ??= new AudioContext();
    if (audio.state === 'running') onUnlock();
    else audio.resume().then(onUnlock, () => undefined);
  };
  document.addEventListener('pointerdown', unlock, { capture: true });
  document.addEventListener('keydown', unlock, { capture: true });

  return (cue) => {
    // Before the first touch the browser would refuse, and complain in its console.
    if (!audio || gain() === 0) return;
    const { tones, vibrate } = CUES[cue];
    navigator.vibrate?.(vibrate);
    for (const tone of tones) play(audio, tone, gain() * LOUDEST);
  };
}

function play(audio: AudioContext, [hertz, start, length]: Tone, peak: number): void {
  const from = audio.currentTime + start;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(peak, from + 0.012);
  gain.gain.exponentialRampToValueAtTime(0.001, from + length);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + length);
}
