import { useEffect } from 'preact/hooks';

const MARK = 'scantillSale';

/**
 * Lets the tablet's own way back (a button, a swipe) lead out of what is open, in place of out of the page, as long
 * as the view that asks for it is there. Closed another way, it takes its entry away again.
 */
export function useWayBack(onBack: () => void): void {
  useEffect(() => {
    history.pushState({ [MARK]: true }, '');
    const gone = () => onBack();
    window.addEventListener('popstate', gone);
    return () => {
      window.removeEventListener('popstate', gone);
      if (isMarked(history.state)) history.back();
    };
  }, []);
}

function isMarked(state: unknown): boolean {
  return typeof state === 'object' && state !== null && MARK in state;
}
