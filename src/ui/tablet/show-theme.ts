import type { Theme } from './theme.ts';

/** The bars of the browser around the page, in the colours of `--paper` in `style/tokens.css`. */
const BROWSER = { light: '#f7f8fa', dark: '#111316' } as const;

/** Puts it on the document, for the style sheet. */
export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'auto') delete dataset.theme;
  else dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = BROWSER[theme === 'auto' ? own : theme];
  }
}
