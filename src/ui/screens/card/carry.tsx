import { useEffect, useRef } from 'preact/hooks';
import { pageAddress } from '../../address/addresses.ts';
import { CopyButton } from '../../elements/copy-button.tsx';
import { QrCode } from '../../elements/qr-code.tsx';
import type { ReceiptProps } from '../../receipt/receipt.tsx';
import styles from './card-parts.module.css';

interface CarryProps extends Pick<ReceiptProps, 'words' | 'origin' | 'mode'> {
  readonly capsule: string | undefined;
  /** Asked for by a tap: a camera can aim at it at once, above the bar of a shared tablet. */
  readonly isAimed?: boolean;
}

/** The card on one's own phone, through its camera: what the code holds stays after the `#`. */
export function Carry({ words, capsule, origin, mode, isAimed }: CarryProps) {
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAimed) shown.current?.scrollIntoView({ block: 'center' });
  }, [isAimed]);
  const text = words.sharing;
  if (capsule === undefined) return <p>{text['carry.too-large']}</p>;
  const address = pageAddress(origin, { screen: 'capsule', capsule });
  return (
    <div class="row" ref={shown}>
      <QrCode text={address} label={text['carry.qr']} />
      <div class={`stack start ${styles.beside}`}>
        <p>{text['carry.how']}</p>
        <p class="aside">{text['carry.holds']}</p>
        {/* What is copied on a shared tablet, the next person can paste. */}
        {mode === 'self' && (
          <CopyButton
            text={address}
            label={text['carry.copy']}
            copied={text['carry.copied']}
            refused={text['carry.not-copied']}
          />
        )}
      </div>
    </div>
  );
}
