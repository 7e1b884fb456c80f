import type { Erasure } from '../../device/port/device.ts';
import type { Delivery } from '../../device/port/finished-response.ts';
import { codeOfSecret } from '../../wire/receipt-code.ts';
import { useScreen } from '../elements/use-screen.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import styles from './receipt.module.css';

export type ErasureOutcome = Exclude<Erasure, 'unchanged'>;

const SAID = {
  everywhere: 'receipt.forgotten-online',
  here: 'receipt.forgotten',
  later: 'receipt.forgotten-later',
  unknown: 'receipt.forgotten-unknown',
} as const satisfies Record<ErasureOutcome, string>;

interface ErasedProps {
  readonly words: SharingWords;
  readonly erasure: ErasureOutcome;
  readonly secret: string;
  /** The delivery as the device knows it by now. */
  readonly delivery: Delivery | undefined;
}

/** Takes the place of the card. The code stays on screen until the endpoint has said that it holds nothing. */
export function Erased({ words, erasure, secret, delivery }: ErasedProps) {
  const heading = useScreen();
  const isPending = (erasure === 'later' || erasure === 'unknown') && delivery?.state !== 'erased';
  const known = isPending || erasure === 'here' ? erasure : 'everywhere';
  return (
    <div class="stack start" data-delivery={isPending ? 'erasing' : 'erased'}>
      <h1 tabIndex={-1} ref={heading}>
        {words.sharing[isPending ? 'receipt.asked' : 'receipt.gone']}
      </h1>
      <p role="status">{words.sharing[SAID[known]]}</p>
      {isPending ? <p class={styles.code}>{codeOfSecret(secret)}</p> : null}
    </div>
  );
}
