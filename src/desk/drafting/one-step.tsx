import { useState } from 'preact/hooks';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useSite } from '../parts/desk-context.ts';
import { TwoSteps } from '../parts/two-steps.tsx';

interface OneStepProps {
  readonly label: string;
  readonly title: string;
  /** What will happen, a sentence each. */
  readonly effects: readonly string[];
  readonly confirm: string;
  readonly act: () => Promise<Called<unknown>>;
  readonly onDone: () => void;
  /** What has to be typed before it is done. */
  readonly typed?: { readonly text: string; readonly label: string };
}

/** A button that says what it will do, and does it once that is confirmed. */
export function OneStep({ label, title, effects, confirm, act, onDone, typed }: OneStepProps) {
  const { words } = useSite();
  const [isOpen, setIsOpen] = useState(false);
  const [written, setWritten] = useState('');
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  if (!isOpen)
    return (
      <button type="button" class="secondary" onClick={() => setIsOpen(true)}>
        {label}
      </button>
    );
  const isTyped = typed === undefined || written.trim() === typed.text;
  const run = async () => {
    if (!isTyped) return;
    const called = await act();
    setFailed(called.kind === 'ok' ? undefined : called);
    if (called.kind !== 'ok') return;
    setIsOpen(false);
    onDone();
  };
  const close = () => {
    setIsOpen(false);
    setFailed(undefined);
  };
  return (
    <TwoSteps
      title={title}
      effects={isTyped ? effects : undefined}
      confirm={confirm}
      cancel={words.desk.questionnaires.cancel}
      onConfirm={() => void run()}
      onCancel={close}
    >
      {typed ? (
        <>
          <ul class="points">{isTyped ? null : effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
          <label>
            {typed.label}
            <input
              type="text"
              value={written}
              autocapitalize="none"
              spellcheck={false}
              onInput={({ currentTarget }) => setWritten(currentTarget.value)}
            />
          </label>
        </>
      ) : null}
      {failed ? <CallFailure called={failed} /> : null}
    </TwoSteps>
  );
}
