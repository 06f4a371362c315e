/**
 * Page to till, beside the commands: says that it has painted a screen. It is measured and nothing else, so it asks for no
 * acknowledgement and may get lost.
 */
export interface PaintedToTill {
  painted(note: PaintedNote): void;
}

/** Which screen: `rev` only compares within a `bootId`. */
export interface PaintedNote {
  bootId: string;
  rev: number;
}
