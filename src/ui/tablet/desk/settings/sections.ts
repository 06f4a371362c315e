/** Kinds of settings, each on a page of its own. `practice` is there on a sandbox only. */
export const SECTIONS = ['tablet', 'shop', 'people', 'practice'] as const;

export type SettingsSection = (typeof SECTIONS)[number];

/** Those that there are on this till. */
export function sectionsOf(isSandbox: boolean): SettingsSection[] {
  return SECTIONS.filter((section) => section !== 'practice' || isSandbox);
}
