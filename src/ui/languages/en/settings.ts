/** What the page says about settings. */
export const settings = {};
