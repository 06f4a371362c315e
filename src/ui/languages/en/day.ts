/** What the page says about day. */
export const day = {};
