/** What the page says about people. */
export const people = {};
