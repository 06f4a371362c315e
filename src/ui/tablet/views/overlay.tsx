import { Fragment, type JSX } from 'preact';
import type { Screen, ScreenMode } from '../../messages.ts';
import { amountText } from '../amount-text.ts';
import { CameraView } from '../camera/camera-door.tsx';
import { buttonsOf, isMoving, LOOKS } from '../modes.ts';
import { sayingOf } from '../saying.ts';
import type { Till } from '../till.ts';
import { timeLeft } from '../time-left.ts';
import type { Words } from '../words.ts';
import { Actions } from './actions.tsx';
import { Figure } from './figure.tsx';
import { Icon, type IconName } from './icons.tsx';
import { OverlayTools } from './overlay-tools.tsx';
import { Ring } from './ring.tsx';
import { Shelf } from './shelf.tsx';

const ICONS: Record<ScreenMode, IconName> = {
  idle: 'register',
  ready: 'scan',
  paying: 'phone',
  cancelling: 'undo',
  paid: 'check',
  declined: 'cross',
  cancelled: 'slash',
  notSent: 'unsent',
  unknown: 'question',
  held: 'scales',
  refunding: 'undo',
  refunded: 'undo',
  settled: 'pen',
  attention: 'warning',
  blocked: 'pause',
  test: 'wrench',
};

/** Everything between Charge and the next sale: what it is, how much, what to do, how long, and what may be pressed. */
export function Overlay({ till, screen }: { till: Till; screen: Screen }): JSX.Element {
  const { words, asking } = till;
  const { mode, amount, locale } = screen;
  const remark = till.remark.value;
  const left = timeLeft(screen, till.tillMs.value);
  const asked = asking.value;
  const { state, message, hint } = sayingOf(screen, words);
  return (
    <section
      class={`overlay tone-${LOOKS[mode].tone}`}
      data-count={buttonsOf(screen.actions).length}
      onPointerDown={till.holdResult}
    >
      <OverlayTools till={till} screen={screen} />
      <div class="overlay-body">
        <CameraView till={till} screen={screen} />
        <Ring left={left} words={words} moving={isMoving(mode)}>
          <Icon name={ICONS[mode]} class="ring-icon" />
        </Ring>
        <div class="overlay-text" role="alert">
          <Figure text={state} class="state" testId="state" isHeading />
          {amount && <Figure text={amountText(amount, locale)} class="amount" testId="amount" />}
          <p class="message" data-testid="message">
            {message}
          </p>
          <p class="hint" data-testid="hint">
            {asked ? words.question[asked] : hint}
          </p>
          {remark === undefined ? (
            <p class="facts">
              {factsOf(screen, words).map((fact, index) => (
                <Fragment key={fact}>
                  {index > 0 && ' · '}
                  <bdi>{fact}</bdi>
                </Fragment>
              ))}
            </p>
          ) : (
            <p class="facts facts-remark">{remark}</p>
          )}
        </div>
      </div>
      <div class="overlay-foot">
        <Shelf till={till} screen={screen} limit={1} />
        <Actions till={till} screen={screen} />
      </div>
    </section>
  );
}

function factsOf({ order, locale, reference }: Screen, words: Words): string[] {
  const facts = [
    reference,
    order?.wallet,
    order?.codeMask,
    order?.paid && words.customerPaid(amountText(order.paid, locale)),
  ];
  return facts.filter((fact) => fact !== undefined);
}
