import type { JSX } from 'preact';
import type { Desk } from '../desk.ts';

/** What came of the last press, where it did not simply work. */
export function RemarkLine({ desk, about }: { desk: Desk; about: string }): JSX.Element | null {
  const remark = desk.remark.value;
  if (remark?.about !== about) return null;
  return (
    <p class="remark" role="alert" data-testid="remark">
      {remark.text}
    </p>
  );
}
