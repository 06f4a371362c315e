import { type ReadonlySignal, signal } from '@preact/signals';
import type { Kept } from './kept.ts';

/** `auto`: as the tablet itself is set. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface ThemeChoice {
  theme: ReadonlySignal<Theme>;
  setTheme(theme: Theme): void;
}

/** By day or by night; kept on this tablet. */
export function createTheme({ onTablet }: Pick<Kept, 'onTablet'>): ThemeChoice {
  const kept = onTablet.get('theme');
  const theme = signal<Theme>(THEMES.find((one) => one === kept) ?? 'auto');
  return {
    theme,
    setTheme: (next) => {
      theme.value = next;
      onTablet.set('theme', next);
    },
  };
}
