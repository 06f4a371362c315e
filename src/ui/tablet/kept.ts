/** The part of the browser's storage the page needs. */
interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface Keeper<K extends string> {
  get(key: K): string | undefined;
  set(key: K, value: string): void;
}

/** In this tab: what is typed, the token, and the version the page was reloaded for. On this tablet: the rest. */
export interface Kept {
  inTab: Keeper<'draft' | 'note' | 'token' | 'reloadedFor'>;
  onTablet: Keeper<'lane' | 'muted' | 'volume' | 'language' | 'shopLanguage' | 'theme'>;
}

/** Storage may be switched off or full: then things are forgotten, nothing worse. Merely naming it may throw. */
export function keeper<K extends string>(store: () => TextStore): Keeper<K> {
  const name = (key: K) => `scantill.${key}`;
  return {
    get: (key) => {
      try {
        return store().getItem(name(key)) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set: (key, value) => {
      try {
        store().setItem(name(key), value);
      } catch {
        // Private windows and full disks refuse; the page works without.
      }
    },
  };
}
