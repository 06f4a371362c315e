import type { Screen } from '../messages.ts';
import { mayReload, shouldReload } from './acceptance.ts';
import type { Kept } from './kept.ts';

/** Loads the page anew where the till speaks another version than it, or has other files. */
export interface PageAge {
  /** Of each screen that comes in. */
  follow(screen: Screen, draftMinor: number): void;
  /** A part is missing at a till that is there. Whether the page is, or will be, loaded anew for it. */
  lacksPart(screen: Screen, draftMinor: number): boolean;
}

interface PageAgeParts {
  version: string;
  kept: Kept;
  reload: () => void;
}

export function createPageAge({ version, kept, reload }: PageAgeParts): PageAge {
  let isOld = false;
  const reloadedFor = () => kept.inTab.get('reloadedFor');
  const loadAnew = (screen: Screen) => {
    isOld = false;
    kept.inTab.set('reloadedFor', screen.version);
    reload();
  };
  return {
    follow: (screen, draftMinor) => {
      const page = { version, draftMinor, reloadedFor: reloadedFor() };
      if (shouldReload(screen, page) || (isOld && mayReload(screen, page))) loadAnew(screen);
    },
    lacksPart: (screen, draftMinor) => {
      if (screen.version === reloadedFor()) return false;
      isOld = true;
      if (mayReload(screen, { draftMinor, reloadedFor: reloadedFor() })) loadAnew(screen);
      return true;
    },
  };
}
