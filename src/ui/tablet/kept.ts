/**
 * What the page keeps in the browser: the typed amount, the token and the version it reloaded for (this tab), the
 * register and the sound (this tablet). Storage may be switched off or full: then it is forgotten, nothing worse.
 */

type TabKey = 'draft' | 'token' | 'reloadedFor';
type TabletKey = 'lane' | 'muted';

export const keptInTab = keeper<TabKey>(() => sessionStorage);
export const keptOnTablet = keeper<TabletKey>(() => localStorage);

interface Keeper<K extends string> {
  get(key: K): string | undefined;
  set(key: K, value: string): void;
}

function keeper<K extends string>(storage: () => Storage): Keeper<K> {
  const name = (key: K) => `scantill.${key}`;
  return {
    get: (key) => {
      try {
        return storage().getItem(name(key)) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set: (key, value) => {
      try {
        storage().setItem(name(key), value);
      } catch {
        // Private windows and full disks refuse; the page works without.
      }
    },
  };
}

/** The token from `#token=…`, taken once: kept for this tab and removed from the address bar. */
export function takeToken(): string | undefined {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    keptInTab.set('token', given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return given ?? keptInTab.get('token');
}
