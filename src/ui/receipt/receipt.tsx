import { useState } from 'preact/hooks';
import type { Erasure } from '../../device/port/device.ts';
import { codeOfSecret } from '../../wire/receipt-code.ts';
import { pageAddress } from '../address/addresses.ts';
import { hrefTo } from '../address/routes.ts';
import { CopyButton } from '../elements/copy-button.tsx';
import { QrCode } from '../elements/qr-code.tsx';
import type { SharingWords } from '../words/sharing-words.ts';
import { EraseButton } from './erase-button.tsx';
import styles from './receipt.module.css';

export type ErasureOutcome = Exclude<Erasure, 'unchanged'>;

export interface ReceiptProps {
  readonly words: SharingWords;
  /** In hexadecimal. In field mode it lives in memory only, and leaves with the respondent. */
  readonly secret: string;
  readonly origin: string;
  readonly mode: 'self' | 'field';
  readonly erase: () => Promise<Erasure>;
  readonly onErased: (erasure: ErasureOutcome) => void;
}

/** The code that checks and erases one's own response. */
export function Receipt({ words, secret, origin, mode, erase, onErased }: ReceiptProps) {
  const [erasure, setErasure] = useState<'erasing' | 'unchanged'>();
  const text = words.sharing;
  const code = codeOfSecret(secret);
  const act = async () => {
    setErasure('erasing');
    const outcome = await erase();
    if (outcome === 'unchanged') setErasure(outcome);
    else onErased(outcome);
  };
  return (
    <section class="stack start screen-only" aria-label={text['receipt.title']}>
      <p>{text['receipt.why']}</p>
      <div class={`box row ${styles.ticket}`}>
        <p class={styles.code} dir="ltr" data-receipt>
          {code}
        </p>
        <QrCode text={pageAddress(origin, { screen: 'receipt', code })} label={text['receipt.qr']} />
      </div>
      <p class="strong" data-act>
        {mode === 'field' ? text['receipt.field'] : text['receipt.keep']}
      </p>
      {/* What is copied on a shared tablet, the next person can paste. */}
      {mode === 'self' && (
        <CopyButton
          text={code}
          label={text['receipt.copy']}
          copied={text['receipt.copied']}
          refused={text['receipt.not-copied']}
        />
      )}
      <p role="status" class="strong">
        {erasure === undefined ? '' : text[SAID[erasure]]}
      </p>
      <div class="row">
        {erasure === 'erasing' ? null : <EraseButton words={words} onErase={() => void act()} key={erasure} />}
        <a class="quiet flush button" href={hrefTo({ screen: 'receipt' })}>
          {text['receipt.other']}
        </a>
      </div>
    </section>
  );
}

const SAID = { erasing: 'receipt.checking', unchanged: 'receipt.unchanged' } as const;
