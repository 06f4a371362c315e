/** Writes the sum of each file below a folder into its `SHA256SUMS`. */
export function sealFolder(folder: string): void;
