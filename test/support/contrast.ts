import { readFileSync } from 'node:fs';

/** By day or by night. */
export type Theme = 'light' | 'dark';

/** The colours of the pages, each as `#rrggbb`, as they stand in their one file. */
export function tokens(theme: Theme): ReadonlyMap<string, string> {
  const css = readFileSync('src/ui/tablet/style/tokens.css', 'utf8');
  const found = new Map<string, string>();
  for (const [, name, value] of css.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    const [, light, dark] = /^light-dark\(([^,]+),\s*([^)]+)\)$/.exec(value ?? '') ?? [];
    const colour = (light === undefined ? value : theme === 'light' ? light : dark)?.trim();
    if (name !== undefined && colour !== undefined && /^#[0-9a-f]{6}$/i.test(colour)) found.set(name, colour);
  }
  return found;
}

/** How far two colours are apart, 1 to 21, as WCAG 2.2 reckons it (its definitions of contrast ratio and of luminance). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
