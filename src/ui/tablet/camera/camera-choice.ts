import { type Signal, signal } from '@preact/signals';
import { keeper } from '../kept.ts';
import type { CameraState } from './camera-state.ts';

const kept = keeper<'camera' | 'cameraSide'>(() => localStorage);

/** Which camera looks: the one on the tablet's back, or the one beside its screen, which a stand needs. */
export type Side = 'environment' | 'user';

export const cameraSide: Signal<Side> = signal(kept.get('cameraSide') === 'user' ? 'user' : 'environment');
const isOff = signal(kept.get('camera') === 'off');

/** Tells whether there is a camera to offer. Reads a signal: views that call it follow the switch in the settings. */
export function cameraState(): CameraState {
  if (isOff.value) return 'off';
  if (!window.isSecureContext) return 'insecure';
  return 'mediaDevices' in navigator ? 'ready' : 'missing';
}

export function switchCamera(isOn: boolean): void {
  isOff.value = !isOn;
  kept.set('camera', isOn ? 'on' : 'off');
}

export function turnCamera(): void {
  cameraSide.value = cameraSide.value === 'user' ? 'environment' : 'user';
  kept.set('cameraSide', cameraSide.value);
}
