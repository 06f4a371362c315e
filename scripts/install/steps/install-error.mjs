/** It was not done; the message says why, how things are now, and what to do. */
export class InstallError extends Error {}
