import { type Signal, signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import type { Screen } from '../../messages.ts';
import type { Till } from '../till.ts';
import { Icon } from '../views/icons.tsx';
import { cameraState } from './camera-choice.ts';
import type { CameraProps } from './camera-panel.tsx';

/** The sale that the camera looks for; it looks for no other. */
const openFor: Signal<string | undefined> = signal(undefined);
const panel = signal<ComponentType<CameraProps> | undefined>(undefined);

interface DoorProps {
  till: Till;
  screen: Screen;
}

/** The sale that waits for a code now. */
const waiting = ({ mode, saleId }: Screen) => (mode === 'ready' ? saleId : undefined);

/** Opens the camera, where the tablet lends one to this page. */
export function CameraDoor({ till, screen }: DoorProps): JSX.Element | null {
  const saleId = waiting(screen);
  if (saleId === undefined || cameraState() !== 'ready') return null;
  const open = () => {
    openFor.value = saleId;
    // Where it cannot be fetched, the next press tries again.
    import('./camera-panel.tsx').then(
      (loaded) => {
        panel.value = loaded.CameraPanel;
      },
      () => {
        openFor.value = undefined;
      },
    );
  };
  return (
    <button
      type="button"
      class="tool tool-more"
      data-testid="camera-door"
      disabled={!till.connected.value}
      onClick={open}
    >
      <Icon name="camera" />
      <span class="tool-word">{till.words.useCamera}</span>
    </button>
  );
}

/** What the camera sees, over the state; the buttons below stay where they are. */
export function CameraView({ till, screen }: DoorProps): JSX.Element | null {
  const saleId = waiting(screen);
  const Panel = panel.value;
  if (saleId === undefined || openFor.value !== saleId || !Panel) return null;
  const close = () => {
    openFor.value = undefined;
  };
  return <Panel till={till} saleId={saleId} onClose={close} />;
}
