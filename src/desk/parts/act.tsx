import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import type { Called } from '../calls/desk-client.ts';
import { CallFailure, type FailedCall } from './call-failure.tsx';
import { useWords } from './desk-context.ts';
import { type FieldValues, type FormField, Labelled, useFields } from './fields.tsx';

interface ActCalls<Preview, Done> {
  /** Asks what the act would do, with what is typed; nothing where that is known, or cannot be asked yet. */
  readonly preview?: (typed: FieldValues) => Promise<Called<Preview>> | undefined;
  readonly act: (typed: FieldValues) => Promise<Called<Done>>;
  readonly onDone: (done: Done) => void;
  readonly fields?: (preview: Preview | undefined) => readonly FormField[];
}

/** Runs an act in two steps: what it would do, then the act itself. Replies that come after the form was left are ignored. */
export function useAct<Preview = undefined, Done = unknown>(calls: ActCalls<Preview, Done>) {
  const [isOpen, setIsOpen] = useState(false);
  const [preview, setPreview] = useState<Preview>();
  const [failed, setFailed] = useState<FailedCall>();
  const form = useFields(calls.fields?.(preview) ?? []);
  const turns = useRef(0);
  const isActing = useRef(false);
  const ask = async (typed: FieldValues) => {
    const turn = ++turns.current;
    const called = await calls.preview?.(typed);
    // A reply that comes after another value was typed is of no value that is shown.
    if (turn !== turns.current) return;
    setFailed(called && called.kind !== 'ok' ? called : undefined);
    setPreview(called?.kind === 'ok' ? called.value : undefined);
  };
  const end = () => {
    turns.current++;
    setIsOpen(false);
    setPreview(undefined);
    setFailed(undefined);
    form.clear();
  };
  const confirm = async () => {
    if (isActing.current || !form.check()) return;
    isActing.current = true;
    const turn = ++turns.current;
    const called = await calls.act(form.typed);
    isActing.current = false;
    if (called.kind !== 'ok') return turn === turns.current ? setFailed(called) : undefined;
    if (turn === turns.current) end();
    calls.onDone(called.value);
  };
  return {
    isOpen,
    preview,
    failed,
    form: {
      ...form,
      set(name: string, value: string | undefined) {
        const next = value || undefined;
        form.set(name, next);
        const { [name]: _, ...others } = form.typed;
        if (calls.preview) void ask(next === undefined ? others : { ...others, [name]: next });
      },
    },
    begin() {
      setIsOpen(true);
      void ask({});
    },
    confirm: () => void confirm(),
    end,
  };
}

interface ConfirmingFormProps {
  readonly act: Omit<ReturnType<typeof useAct>, 'preview'>;
  readonly title: string;
  /** What will happen, a sentence each; `undefined` until it is known: nothing is confirmed unseen. */
  readonly effects: readonly string[] | undefined;
  /** Whether something is still missing for the act, although its effects are known. */
  readonly isWaiting?: boolean;
  readonly confirm: string;
  readonly children?: ComponentChildren;
}

/** Shows the effects of an act before it is done: the second of two steps, which takes the focus. */
export function ConfirmingForm({ act, title, effects, isWaiting, confirm, children }: ConfirmingFormProps) {
  const { quality: text } = useWords().desk;
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);
  const isReady = effects !== undefined && !isWaiting;
  return (
    <form
      ref={act.form.root}
      class="two-steps box stack"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) act.confirm();
      }}
      onKeyDown={({ key }) => key === 'Escape' && act.end()}
    >
      <h3 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <ul class="points">
        {effects?.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {act.form.fields.map((field) => (
        <Labelled key={field.name} field={field} form={act.form} />
      ))}
      {children}
      {act.failed ? <CallFailure called={act.failed} /> : null}
      <div class="row">
        {/* What the service would refuse cannot be confirmed. */}
        {act.failed && effects === undefined ? null : (
          <Button label={confirm} type="submit" class="primary" disabled={!isReady} />
        )}
        <Button label={text.cancel} onClick={act.end} />
      </div>
    </form>
  );
}

interface ActButtonProps<Done> extends ActCalls<undefined, Done>, Omit<ConfirmingFormProps, 'act' | 'isWaiting'> {
  readonly label: string;
  /** The name of the button, where several have the same label. */
  readonly name?: string | undefined;
  readonly effects: readonly string[];
  /** Whether what is typed is not yet what the act needs. */
  readonly isWaiting?: (given: FieldValues) => boolean;
}

/** A button that says what it will do, and does it once that is confirmed. */
export function ActButton<Done>({ label, name, isWaiting, ...props }: ActButtonProps<Done>) {
  const act = useAct(props);
  if (act.isOpen) return <ConfirmingForm {...props} act={act} isWaiting={isWaiting?.(act.form.given) ?? false} />;
  return <Button label={label} aria-label={name} onClick={act.begin} />;
}
