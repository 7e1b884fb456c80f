import { useRef, useState } from 'preact/hooks';
import { doneReply } from '../../wire/organiser/organiser-reply.ts';
import { readReceiptCode, receiptCode } from '../../wire/receipt-code.ts';
import type { Called } from '../calls/desk-client.ts';
import { ConfirmingForm, useAct } from '../parts/act.tsx';
import { DataForm } from '../parts/data-form.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { FaultNote, StatusNote, useStatusText } from '../parts/status-note.tsx';

/** Erases the response of a receipt code, once that is confirmed. A code that cannot be one is refused without a call. */
export function EraseByCode({ onDone }: { readonly onDone: () => void }) {
  const { client, words } = useDesk();
  const { erase: text } = words.desk.quality;
  const [asked, setAsked] = useState('');
  const [isUnknown, setIsUnknown] = useState(false);
  const [statusText, setStatusText] = useStatusText();
  // A form with another key is empty.
  const [times, setTimes] = useState(0);
  const part = useRef<HTMLDivElement>(null);
  const focusField = () => part.current?.querySelector('input')?.focus();
  const act = useAct({
    act: async (): Promise<Called<{ readonly isKnown: boolean }>> => {
      const called = await client.post('/api/organiser/erase', { code: asked }, doneReply);
      // No response has the code. It may have been mistyped so that its check symbol fits.
      const isMistyped = called.kind === 'refused' && called.code === 'not-found';
      return called.kind === 'ok' || isMistyped ? { kind: 'ok', value: { isKnown: !isMistyped } } : called;
    },
    onDone({ isKnown }) {
      setIsUnknown(!isKnown);
      if (!isKnown) return focusField();
      setTimes(times + 1);
      setStatusText(text.done);
      onDone();
    },
  });
  const begin = (code: string) => {
    const secret = readReceiptCode(code);
    if (!secret) return;
    setAsked(receiptCode(secret));
    setStatusText('');
    act.begin();
  };
  const end = () => {
    act.end();
    focusField();
  };
  return (
    <div ref={part} class="stack">
      <DataForm
        key={times}
        class="fields"
        label={text.ask}
        fields={[
          {
            name: 'code',
            label: text.code,
            class: 'receipt-code',
            isCode: true,
            hasFocus: times > 0,
            fault: (code) => (readReceiptCode(code) ? undefined : text.wrong),
          },
        ]}
        submit={text.ask}
        isSecondary
        onType={() => {
          act.end();
          setIsUnknown(false);
        }}
        save={() => undefined}
        onDone={({ code = '' }) => begin(code)}
      />
      {act.isOpen ? (
        <ConfirmingForm act={{ ...act, end }} title={text.title(asked)} effects={text.effects} confirm={text.confirm} />
      ) : null}
      <FaultNote text={isUnknown && text.unknown} />
      <StatusNote text={statusText} />
    </div>
  );
}
