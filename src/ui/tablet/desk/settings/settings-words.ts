import type { settings } from '../../../languages/en/settings.ts';

/** What the settings say; complete in each language by this type. */
export type SettingsWords = typeof settings;
