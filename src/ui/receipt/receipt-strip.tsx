import type { Survey } from '../../core/survey/questionnaire.ts';
import { codeOfSecret } from '../../wire/receipt-code.ts';
import { pageAddress } from '../address/addresses.ts';
import type { QrDrawing } from '../elements/qr.ts';
import { QrCode, QrSquare } from '../elements/qr-code.tsx';
import styles from './receipt.module.css';
import type { ReceiptProps } from './receipt.tsx';

interface StripProps extends Pick<ReceiptProps, 'words' | 'secret'> {
  readonly survey: Survey;
  /** The drawing of its code, where it must be there at once. */
  readonly qr?: QrDrawing;
}

/** The receipt on paper, past a line to cut along: what is above may be shown at a meeting, the code may not. */
export function ReceiptStrip({ words, survey, secret, qr }: StripProps) {
  const text = words.sharing;
  const code = codeOfSecret(secret);
  const label = text['receipt.qr'];
  return (
    <aside class={styles.strip} aria-label={text['receipt.cut']}>
      <p class={styles.cut}>✂ {text['receipt.cut']}</p>
      <div class={styles.stripBody}>
        {qr ? (
          <QrSquare drawing={qr} label={label} />
        ) : (
          <QrCode text={pageAddress(location.origin, { screen: 'receipt', code })} label={label} />
        )}
        <div>
          <p class="strong">
            {words.of(survey.title)} · {text['receipt.label']}
          </p>
          <p class={styles.code} dir="ltr">
            {code}
          </p>
          <p>{text['receipt.address'](pageAddress(location.origin, { screen: 'receipt' }))}</p>
        </div>
      </div>
    </aside>
  );
}
