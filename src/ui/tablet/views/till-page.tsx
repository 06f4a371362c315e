import type { JSX } from 'preact';
import { SignInDoor } from '../sign-in/sign-in-door.tsx';
import type { Till } from '../till.ts';
import { Bar } from './bar.tsx';
import { Keypad } from './keypad.tsx';
import { LazyDesk } from './lazy-desk.tsx';
import { Overlay } from './overlay.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';
import { Splash } from './splash.tsx';

/** The whole page of one lane: the keypad, or one overlay from the scan to the result. */
export function TillPage({ till }: { till: Till }): JSX.Element {
  const screen = till.screen.value;
  const link = till.link.value;
  if (!screen) {
    return (
      <Splash text={link.kind === 'refused' ? till.words.refused(link.reason) : till.words.connecting} />
    );
  }
  return (
    <div class="page" lang={screen.language}>
      {screen.sandbox && <SandboxBanner words={till.words} />}
      <Bar till={till} screen={screen} />
      <main class={till.connected.value ? 'stage' : 'stage stage-old'}>
        {till.place.value !== 'till' ? (
          <LazyDesk till={till} place={till.place.value} />
        ) : till.typing.value ? (
          <Keypad till={till} screen={screen} />
        ) : (
          <Overlay key={`${screen.saleId}-${screen.mode}`} till={till} screen={screen} />
        )}
      </main>
      <SignInDoor till={till} />
    </div>
  );
}
