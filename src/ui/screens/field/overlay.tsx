import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import styles from './handover.module.css';

/** A button. */
export type Act = readonly [look: 'primary' | 'secondary' | 'quiet', label: string, act: () => unknown];

interface OverAllProps {
  readonly title: string;
  /** Escape, and the way back of a phone. */
  readonly onCancel: () => void;
  readonly acts?: readonly Act[];
  /** Above the buttons. */
  readonly children?: ComponentChildren;
}

/** A full-screen question that hides the page: the next person sees nothing of the one before. */
export function OverAll({ title, onCancel, acts = [], children }: OverAllProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`box stack ${styles.ask}`}
      aria-labelledby="ask-title"
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id="ask-title">{title}</h2>
      {children}
      {acts.map(([look, label, act]) => (
        <Button label={label} class={look} key={label} onClick={() => void act()} />
      ))}
    </dialog>
  );
}
