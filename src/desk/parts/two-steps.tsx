import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface TwoStepsProps {
  readonly title: string;
  /** What will happen, a sentence each; `undefined` until it is known: nothing is confirmed unseen. */
  readonly effects: readonly string[] | undefined;
  /** The service would not do it, which its children say: there is nothing to confirm. */
  readonly isRefused?: boolean;
  readonly confirm: string;
  readonly cancel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children?: ComponentChildren;
}

/** Shows the effects of an action before it is done: the second of two steps, which takes the focus. */
export function TwoSteps({ title, effects, isRefused, confirm, cancel, onConfirm, onCancel, children }: TwoStepsProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);
  return (
    <form
      class="two-steps box stack"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm();
      }}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
    >
      <h3 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <ul class="points">
        {effects?.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {children}
      <div class="row">
        {isRefused ? null : (
          <button type="submit" class="primary" disabled={effects === undefined}>
            {confirm}
          </button>
        )}
        <button type="button" class="secondary" onClick={onCancel}>
          {cancel}
        </button>
      </div>
    </form>
  );
}
