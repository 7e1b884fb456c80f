import { useState } from 'preact/hooks';
import type { ReceiptReply, Receipts } from '../../../device/port/device.ts';
import { readReceiptCode, receiptCode } from '../../../wire/receipt-code.ts';
import { Button } from '../../elements/button.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import { EraseButton } from '../../receipt/erase-button.tsx';
import styles from '../../receipt/receipt.module.css';
import type { SharingWords } from '../../words/sharing-words.ts';

interface ReceiptScreenProps {
  readonly words: SharingWords;
  readonly receipts: Receipts;
  /** From the address, when a QR code or a link brought us here. */
  readonly code?: string;
  /** Whether this device sent the response with this code and got an acknowledgement. */
  readonly wasReceived: (code: string) => Promise<boolean>;
  /** The response is gone: whatever this device keeps of it goes too. */
  readonly onErased: (code: string) => Promise<void>;
}

/** `lost`: it had arrived, and is no longer known, as after a service was put back from a backup. */
type StatusText = ReceiptReply | 'lost' | 'checking' | 'wrong-code';

/** Checks or erases a response from any device. An invalid code is reported without a request. */
export function ReceiptScreen({ words, receipts, code = '', wasReceived, onErased }: ReceiptScreenProps) {
  const [typed, setTyped] = useState(code);
  const [statusText, setStatusText] = useState<StatusText>();
  const text = words.sharing;
  const heading = useScreen(text['receipt.screen']);

  async function ask(act: (code: string) => Promise<ReceiptReply>) {
    const secret = readReceiptCode(typed);
    if (!secret) return setStatusText('wrong-code');
    const exact = receiptCode(secret);
    setTyped(exact);
    setStatusText('checking');
    const answer = await act(exact);
    setStatusText(answer === 'unknown' && (await wasReceived(exact)) ? 'lost' : answer);
    if (answer === 'erased') await onErased(exact);
  }

  const wrong = statusText === 'wrong-code';
  return (
    <div class="stack start">
      <h1 tabIndex={-1} ref={heading}>
        {text['receipt.screen']}
      </h1>
      <p>{text['receipt.intro']}</p>
      <form
        class={`stack start ${styles.form}`}
        onSubmit={(event) => {
          event.preventDefault();
          void ask(receipts.check);
        }}
      >
        <label for="receipt-code" class="strong">
          {text['receipt.label']}
        </label>
        <p id="receipt-hint" class="aside">
          {text['receipt.hint']}
        </p>
        <input
          id="receipt-code"
          type="text"
          dir="ltr"
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="receipt-hint receipt-status"
          aria-invalid={wrong}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setStatusText(undefined);
          }}
        />
        <p id="receipt-status" role="status" class={wrong ? 'fault' : 'strong'} data-receipt-state={statusText}>
          {statusText === undefined ? '' : `${MARK[statusText]} ${text[`receipt.${statusText}`]}`}
        </p>
        <div class="row">
          <Button label={text['receipt.check']} type="submit" class="primary" disabled={statusText === 'checking'} />
          {statusText === 'received' ? <EraseButton words={words} onErase={() => void ask(receipts.erase)} /> : null}
        </div>
      </form>
    </div>
  );
}

/** A sign next to the words, for people who do not distinguish colours. */
const MARK: Record<StatusText, string> = {
  checking: '…',
  'wrong-code': '!',
  received: '✓',
  erased: '✓',
  unknown: '–',
  lost: '!',
  offline: '!',
  later: '!',
};
