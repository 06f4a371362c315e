import { CUES, type Tone } from './cues.ts';
import type { Sound } from './modes.ts';

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
