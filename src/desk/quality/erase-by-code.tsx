import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { doneReply } from '../../wire/organiser/organiser-reply.ts';
import { readReceiptCode, receiptCode } from '../../wire/receipt-code.ts';
import type { Called } from '../calls/desk-client.ts';
import { useStatusText } from '../calls/use-status-text.ts';
import { CallFailure } from '../parts/call-failure.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { StatusNote } from '../parts/status-note.tsx';
import { TwoSteps } from '../parts/two-steps.tsx';

/** Erases the response of a receipt code, once that is confirmed. A code that cannot be one is refused without a call. */
export function EraseByCode({ onDone }: { readonly onDone: () => void }) {
  const { client, words } = useDesk();
  const { erase: text, cancel } = words.desk.quality;
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const [asked, setAsked] = useState<string>();
  const [failed, setFailed] = useState<Exclude<Called<unknown>, { kind: 'ok' }>>();
  const [statusText, setStatusText] = useStatusText(client);
  const field = useRef<HTMLInputElement>(null);
  const close = () => {
    setAsked(undefined);
    field.current?.focus();
  };
  const ask = () => {
    const secret = readReceiptCode(typed);
    setIsWrong(!secret);
    setFailed(undefined);
    setStatusText('');
    if (!secret) return field.current?.focus();
    setAsked(receiptCode(secret));
  };
  const confirm = async (code: string) => {
    const done = await client.post('/api/organiser/erase', { code }, doneReply);
    if (done.kind !== 'ok') setFailed(done);
    if (done.kind !== 'ok' && !isUnknown(done)) return;
    close();
    if (done.kind !== 'ok') return;
    setTyped('');
    setStatusText(text.done);
    onDone();
  };
  return (
    <>
      <CodeForm
        field={field}
        typed={typed}
        isWrong={isWrong}
        onType={(code) => {
          setTyped(code);
          setIsWrong(false);
          setAsked(undefined);
          setFailed(undefined);
        }}
        onAsk={ask}
      />
      {isWrong ? (
        <p role="alert" class="fault">
          {text.wrong}
        </p>
      ) : null}
      {asked === undefined ? null : (
        <TwoSteps
          title={text.title(asked)}
          effects={text.effects}
          confirm={text.confirm}
          cancel={cancel}
          onConfirm={() => void confirm(asked)}
          onCancel={close}
        >
          {failed ? <CallFailure called={failed} /> : null}
        </TwoSteps>
      )}
      {failed && isUnknown(failed) ? (
        <p role="alert" class="fault">
          {text.unknown}
        </p>
      ) : null}
      <StatusNote text={statusText} />
    </>
  );
}

interface CodeFormProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly typed: string;
  readonly isWrong: boolean;
  readonly onType: (code: string) => void;
  readonly onAsk: () => void;
}

function CodeForm({ field, typed, isWrong, onType, onAsk }: CodeFormProps) {
  const { erase: text } = useDesk().words.desk.quality;
  return (
    <form
      class="fields"
      aria-label={text.ask}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <label class="receipt-code">
        {text.code}
        <input
          ref={field}
          type="text"
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={isWrong}
          onInput={({ currentTarget }) => onType(currentTarget.value)}
        />
      </label>
      <button type="submit" class="secondary">
        {text.ask}
      </button>
    </form>
  );
}

/** No response has the code. It may have been mistyped so that its check symbol fits. */
function isUnknown(failed: Exclude<Called<unknown>, { kind: 'ok' }>): boolean {
  return failed.kind === 'refused' && failed.code === 'not-found';
}
