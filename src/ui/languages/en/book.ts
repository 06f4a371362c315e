/** What the page says about sales that are over: the list, an order's story, refunds. */
export const book = {};
