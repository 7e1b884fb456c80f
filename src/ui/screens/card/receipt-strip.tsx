import { codeOfSecret } from '../../../wire/receipt-code.ts';
import { pageAddress } from '../../address/addresses.ts';
import { QrCode } from '../../elements/qr-code.tsx';
import styles from '../../receipt/receipt.module.css';
import type { SharingWords } from '../../words/sharing-words.ts';

export interface ReceiptStripProps {
  readonly words: SharingWords;
  readonly secret: string;
  readonly origin: string;
  readonly survey: string;
}

/** Printed below the card, past a line to cut along: the card may be shown at a meeting, the code may not. */
export function ReceiptStrip({ words, secret, origin, survey }: ReceiptStripProps) {
  const code = codeOfSecret(secret);
  return (
    <aside class={styles.strip} aria-label={words.sharing['receipt.cut']}>
      <p class={styles.cut}>✂ {words.sharing['receipt.cut']}</p>
      <div class={styles.stripBody}>
        <QrCode text={pageAddress(origin, { screen: 'receipt', code })} label={words.sharing['receipt.qr']} />
        <div>
          <p class={styles.stripTitle}>
            {survey} · {words.sharing['receipt.label']}
          </p>
          <p class={styles.code}>{code}</p>
          <p>{words.sharing['receipt.address'](pageAddress(origin, { screen: 'receipt' }))}</p>
        </div>
      </div>
    </aside>
  );
}
