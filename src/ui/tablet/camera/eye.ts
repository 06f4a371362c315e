import type { Side } from './camera-choice.ts';
import { type CameraTrouble, troubleOf } from './trouble.ts';

/** An open camera. */
export interface Eye {
  stream: MediaStream;
  /** There is another one to turn to. */
  hasOther: boolean;
  /** Switches its lamp, where it has one. */
  light?: (isOn: boolean) => Promise<void>;
  /** Ends it, and the lamp with it. */
  close(): void;
}

/** What of the browser's list of cameras is used. */
export type Cameras = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>;

/** What newer browsers know of a camera's lamp, and the types do not yet. */
type Lamp = { torch?: boolean };

/** Asks for the camera on that side, or whichever there is. Resolves with the trouble where there is none to use. */
export async function openEye(cameras: Cameras, side: Side): Promise<Eye | CameraTrouble> {
  try {
    const video = { facingMode: { ideal: side }, width: { ideal: 1280 }, height: { ideal: 720 } };
    const stream = await cameras.getUserMedia({ video, audio: false });
    const [track] = stream.getVideoTracks();
    if (!track) return 'none';
    const close = () => {
      for (const each of stream.getTracks()) each.stop();
    };
    const devices = await cameras.enumerateDevices().catch(() => []);
    const can = (track.getCapabilities?.() ?? {}) as Lamp;
    return {
      stream,
      hasOther: devices.filter(({ kind }) => kind === 'videoinput').length > 1,
      ...(can.torch && {
        light: (isOn: boolean) =>
          track.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet & Lamp] }),
      }),
      close,
    };
  } catch (error) {
    return troubleOf(error);
  }
}
