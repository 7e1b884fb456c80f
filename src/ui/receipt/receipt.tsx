import { useState } from 'preact/hooks';
import type { Delivery } from '../../device/device.ts';
import type { Receipts } from '../../device/receipts.ts';
import { QrCode } from '../capsule/qr-code.tsx';
import { CopyButton } from '../share/copy-button.tsx';
import type { SharingWords } from '../text/sharing.ts';
import { codeOfSecret, receiptAddress } from './code.ts';
import { type Erasure, eraseOwn } from './erase.ts';
import { EraseButton } from './erase-button.tsx';
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
}

/** The code that checks and erases one's own response. */
export function Receipt({ words, secret, origin, mode, delivery, sequence, receipts, forget }: ReceiptProps) {
  const [erasure, setErasure] = useState<Erasure | 'erasing'>();
  const text = words.sharing;
  const code = codeOfSecret(secret);
  const erase = async () => {
    setErasure('erasing');
    setErasure(await eraseOwn({ delivery, sequence, code }, receipts, forget));
  };
  const isGone = erasure === 'everywhere' || erasure === 'here';
  return (
    <section class={styles.receipt} aria-labelledby="receipt-title">
      <h2 id="receipt-title">{text['receipt.title']}</h2>
      {isGone ? null : (
        <>
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
        </>
      )}
      <p role="status" class={styles.outcome}>
        {erasure === undefined ? '' : text[SAID_OF_ERASURE[erasure]]}
      </p>
      {erasure === undefined || erasure === 'offline' || erasure === 'later' ? (
        <EraseButton words={words} onErase={erase} key={erasure} />
      ) : null}
    </section>
  );
}

const SAID_OF_ERASURE = {
  erasing: 'receipt.checking',
  everywhere: 'receipt.forgotten-online',
  here: 'receipt.forgotten',
  'only-here': 'receipt.forgotten-only-here',
  offline: 'receipt.offline',
  later: 'receipt.later',
} as const satisfies Record<Erasure | 'erasing', string>;
