import { useState } from 'preact/hooks';
import type { Delivery, Receipts } from '../../device/port/device.ts';
import { codeOfSecret, receiptAddress } from '../address/receipt-address.ts';
import { hrefTo } from '../address/routes.ts';
import { CopyButton } from '../elements/copy-button.tsx';
import { QrCode } from '../elements/qr-code.tsx';
import type { SharingWords } from '../words/sharing-words.ts';
import { eraseOwn } from './erase.ts';
import { EraseButton } from './erase-button.tsx';
import type { Gone } from './erased.tsx';
import styles from './receipt.module.css';

export interface ReceiptProps {
  readonly words: SharingWords;
  /** In hexadecimal. In field mode it lives in memory only, and leaves with the respondent. */
  readonly secret: string;
  readonly origin: string;
  readonly mode: 'self' | 'field';
  readonly delivery: Delivery;
  readonly sequence: number;
  readonly receipts: Receipts;
  /** Forgets the response on this device, an unsent envelope included. */
  readonly forget: () => Promise<void>;
  readonly onErased: (erasure: Gone) => void;
}

/** The code that checks and erases one's own response. */
export function Receipt({ words, secret, origin, mode, delivery, sequence, receipts, forget, onErased }: ReceiptProps) {
  const [erasure, setErasure] = useState<'erasing' | 'offline' | 'later'>();
  const text = words.sharing;
  const code = codeOfSecret(secret);
  const erase = async () => {
    setErasure('erasing');
    const outcome = await eraseOwn({ delivery, sequence, code }, receipts, forget);
    if (outcome === 'offline' || outcome === 'later') setErasure(outcome);
    else onErased(outcome);
  };
  return (
    <section class={styles.receipt} aria-labelledby="receipt-title">
      <h2 id="receipt-title">{text['receipt.title']}</h2>
      <p>{text['receipt.why']}</p>
      <div class={styles.ticket}>
        <p class={styles.code} data-receipt>
          {code}
        </p>
        <QrCode text={receiptAddress(origin, code)} label={text['receipt.qr']} />
      </div>
      <p class={styles.keep}>{mode === 'field' ? text['receipt.field'] : text['receipt.keep']}</p>
      <CopyButton
        text={code}
        label={text['receipt.copy']}
        copied={text['receipt.copied']}
        refused={text['receipt.not-copied']}
      />
      <p role="status" class={styles.outcome}>
        {erasure === undefined ? '' : text[SAID[erasure]]}
      </p>
      <div class={styles.row}>
        {erasure === 'erasing' ? null : <EraseButton words={words} onErase={() => void erase()} key={erasure} />}
        <a class="quiet button" href={hrefTo({ screen: 'receipt' })}>
          {text['receipt.other']}
        </a>
      </div>
    </section>
  );
}

const SAID = { erasing: 'receipt.checking', offline: 'receipt.offline', later: 'receipt.later' } as const;
