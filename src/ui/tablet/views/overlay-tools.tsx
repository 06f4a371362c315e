import type { JSX } from 'preact';
import type { Screen } from '../../messages.ts';
import { CameraDoor } from '../camera/camera-door.tsx';
import { isResult, mayTakeBack } from '../modes.ts';
import { PracticeDoor, PracticeLesson } from '../practice/practice-door.tsx';
import { ReceiptButton } from '../receipt/print-button.tsx';
import type { Till } from '../till.ts';
import { Help } from './help.tsx';
import { Icon } from './icons.tsx';

/** Quiet ways on from a state, in a row of their own above it: they move nothing and stand far from the main buttons. */
export function OverlayTools({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  return (
    <div class={screen.mode === 'ready' ? 'overlay-tools overlay-tools-many' : 'overlay-tools'}>
      <Help till={till} screen={screen} />
      <CameraDoor till={till} screen={screen} />
      <PracticeDoor till={till} screen={screen} />
      {mayTakeBack(screen) && (
        <button
          type="button"
          class="tool"
          data-testid="take-back"
          disabled={!till.connected.value || till.busy.value}
          onClick={() => till.act('giveBack')}
        >
          <Icon name="undo" />
          {till.words.action.giveBack}
        </button>
      )}
      {isResult(screen.mode) && screen.order && (
        <ReceiptButton till={till} orderNo={screen.order.orderNo} class="tool" />
      )}
      <PracticeLesson till={till} screen={screen} />
    </div>
  );
}
