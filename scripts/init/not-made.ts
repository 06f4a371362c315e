/** It was not made; the message says why, what is there now, and what to do. */
export class NotMade extends Error {}
