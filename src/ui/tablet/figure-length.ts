/** Letters as wide as they are high: Chinese and Japanese, and full-width signs such as their ¥. */
const WIDE = /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]/;
/** How many figures are as wide as one of them, with room to spare. */
const WIDE_LENGTH = 1.6;
/** A short text is not set larger than one of so many figures. */
const LEAST = 4;

/** How long a line is, in figures, for the style sheet that makes it as large as fits. */
export function figureLength(text: string): number {
  const lengths = [...text].map((letter) => (WIDE.test(letter) ? WIDE_LENGTH : 1));
  return Math.max(
    LEAST,
    lengths.reduce((sum, length) => sum + length, 0),
  );
}
