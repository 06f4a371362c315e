import './camera.css';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { systemClock } from '../../../clock.ts';
import { aidWords } from '../aid-words.ts';
import type { Till } from '../till.ts';
import { Icon, type IconName } from '../views/icons.tsx';
import { cameraSide, turnCamera } from './camera-choice.ts';
import { openDecoder } from './decoder.ts';
import { type Eye, openEye } from './eye.ts';
import { lookForCode } from './look.ts';
import type { CameraTrouble } from './trouble.ts';

export interface CameraProps {
  till: Till;
  /** The code is for this sale and no other. */
  saleId: string;
  onClose: () => void;
}

/** Looks for the customer's code until it has one, then closes. So it does when the page is put away. */
export function CameraPanel({ till, saleId, onClose }: CameraProps): JSX.Element | null {
  const video = useRef<HTMLVideoElement>(null);
  const [eye, setEye] = useState<Eye>();
  const [trouble, setTrouble] = useState<CameraTrouble>();
  const [isLit, setLit] = useState(false);
  const side = cameraSide.value;

  useEffect(() => {
    const over = new AbortController();
    let open: Eye | undefined;
    const look = async () => {
      const [found, decode] = await Promise.all([
        openEye(navigator.mediaDevices, side),
        openDecoder().catch(() => undefined),
      ]);
      const isUseless = typeof found === 'string' || !decode;
      if (typeof found !== 'string' && (over.signal.aborted || isUseless)) found.close();
      if (over.signal.aborted) return;
      if (isUseless) return setTrouble(typeof found === 'string' ? found : 'failed');
      open = found;
      setEye(found);
      const picture = video.current;
      if (!picture) return;
      picture.srcObject = found.stream;
      await picture.play();
      await lookForCode({
        clock: systemClock,
        read: () => decode(picture),
        onCode: (text) => {
          onClose();
          till.scan(saleId, text);
        },
        signal: over.signal,
      });
    };
    look().catch(() => {
      if (!over.signal.aborted) setTrouble('failed');
    });
    const onHide = () => {
      if (document.hidden) onClose();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      over.abort();
      open?.close();
      setEye(undefined);
      setTrouble(undefined);
      setLit(false);
    };
  }, [side]);

  const words = aidWords.value?.camera;
  if (!words) return null;
  const { light } = eye ?? {};
  const toggleLight = () => {
    void light?.(!isLit).then(
      () => setLit(!isLit),
      () => {},
    );
  };
  return (
    <section class="camera" aria-label={words.title} data-testid="camera">
      <video
        ref={video}
        class={side === 'user' ? 'camera-view camera-mirror' : 'camera-view'}
        muted
        playsInline
      />
      {trouble === undefined && <div class="camera-frame" />}
      <p class="camera-said" role={trouble === undefined ? 'status' : 'alert'} data-testid="camera-said">
        {trouble === undefined ? (eye ? words.aim : words.starting) : words.trouble[trouble]}
      </p>
      <div class="camera-buttons">
        {light && <Knob icon="light" label={words.light} isOn={isLit} onPress={toggleLight} />}
        {eye?.hasOther && <Knob icon="turn" label={words.turn} onPress={turnCamera} />}
        <Knob icon="cross" label={words.close} onPress={onClose} testId="camera-close" />
      </div>
    </section>
  );
}

interface KnobProps {
  icon: IconName;
  label: string;
  isOn?: boolean;
  onPress: () => void;
  testId?: string;
}

function Knob({ icon, label, isOn, onPress, testId }: KnobProps): JSX.Element {
  return (
    <button type="button" class="camera-knob" aria-pressed={isOn} data-testid={testId} onClick={onPress}>
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
