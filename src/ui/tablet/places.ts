/** Where on the page somebody is. Everything but the till itself is fetched when it is first gone to. */
export const PLACES = ['till', 'sales', 'day', 'settings'] as const;

export type Place = (typeof PLACES)[number];
