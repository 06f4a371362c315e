/** Writes what gains by being packed into `<folder>.br` and `<folder>.gzip`, under the same names. */
export function pack(folder: string): void;
