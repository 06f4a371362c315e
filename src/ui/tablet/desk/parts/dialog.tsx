import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../views/icons.tsx';

interface DialogProps {
  title: string;
  /** What the cross in the corner is called. */
  closeLabel: string;
  /** The cross, Escape, or the tablet's own way back. A touch beside the dialog does nothing. */
  onClose: () => void;
  children: ComponentChildren;
  /** The buttons at its foot. */
  actions?: ComponentChildren;
  testId?: string;
}

/**
 * Something over the page that wants an answer. The page beneath is out of reach meanwhile; focus goes in, stays in, and
 * returns to where it was. It begins on the dialog itself, unless a field in it has `autofocus`.
 */
export function Dialog({ title, closeLabel, onClose, children, actions, testId }: DialogProps): JSX.Element {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    dialog.showModal();
    if (!dialog.querySelector('[autofocus]')) dialog.focus();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog"
      tabIndex={-1}
      aria-labelledby={id}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" class="button button-icon" data-testid="dialog-close" onClick={onClose}>
          <Icon name="cross" />
          <span class="hidden">{closeLabel}</span>
        </button>
      </div>
      <div class="dialog-body">{children}</div>
      {actions && <div class="dialog-foot">{actions}</div>}
    </dialog>
  );
}
