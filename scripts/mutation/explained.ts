/** A change that no test notices, and why none can or need. */
export interface Explained {
  file: string;
  /** Stands in the changed line. */
  line: string;
  from: string;
  to: string;
  why: string;
}

export const EXPLAINED: readonly Explained[] = [];
