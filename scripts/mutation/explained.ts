/** A change that no test notices, and why none can or need. */
export interface Explained {
  file: string;
  /** Stands in the changed line. */
  line: string;
  /** The text that is changed; of several lines the first. */
  from: string;
  /** What it is changed to; left out: whatever it is changed to. */
  to?: string;
  why: string;
}

export const EXPLAINED: readonly Explained[] = [];
