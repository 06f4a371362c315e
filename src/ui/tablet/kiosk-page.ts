import type { Clock } from '../../clock.ts';
import { createHomecoming, createRenewal, keepAwake } from './kiosk.ts';

interface KioskParts {
  clock: Clock;
  /** Connected, and nobody would miss anything if the page were loaded anew. */
  isFree: () => boolean;
  reload: () => void;
  /** Where somebody may stray from the start of the page. */
  home?: { isAway: () => boolean; goHome: () => void };
  /** Whether a long press may open a menu there. */
  hasMenu: (target: Element) => boolean;
}

/** Makes the page in this window one that can be left alone. Call `tick` a few times a second. */
export function runAsKiosk({ clock, isFree, reload, home, hasMenu }: KioskParts): { tick(): void } {
  keepAwake(navigator, document);
  document.addEventListener('contextmenu', (event) => {
    if (!(event.target instanceof Element && hasMenu(event.target))) event.preventDefault();
  });
  const typedIn = new WeakSet<EventTarget>();
  const homecoming = createHomecoming({
    clock,
    isAway: () => home?.isAway() ?? false,
    isTyped: () =>
      Array.from(document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')).some(
        (field) => typedIn.has(field) && field.value !== '',
      ),
    goHome: () => home?.goHome(),
  });
  for (const name of ['pointerdown', 'keydown', 'wheel', 'scroll'] as const) {
    document.addEventListener(name, homecoming.touched, { capture: true, passive: true });
  }
  document.addEventListener('input', ({ target }) => {
    if (target) typedIn.add(target);
  });
  const hours = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23' });
  const renewal = createRenewal({ clock, isFree, reload, hour: (epochMs) => Number(hours.format(epochMs)) });
  return {
    tick: () => {
      homecoming.tick();
      renewal.tick();
    },
  };
}
