import type { Delivery } from '../../../device/port/finished-response.ts';
import { codeOfSecret } from '../../../wire/receipt-code.ts';
import { hrefTo, OPENING } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import styles from '../../receipt/receipt.module.css';
import type { ErasureOutcome } from '../../receipt/receipt.tsx';
import { cardStrings } from '../../words/later-words.ts';
import type { SharingWords } from '../../words/sharing-words.ts';
import { DeadEnd, otherWays } from '../dead-end/dead-end.tsx';

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
  /** Begins another response, where that is possible. */
  readonly onAgain: (() => void) | undefined;
}

/** Takes the place of the card. The code stays on screen until the endpoint has said that it holds nothing. */
export function Erased({ words, erasure, secret, delivery, onAgain }: ErasedProps) {
  const isPending = (erasure === 'later' || erasure === 'unknown') && delivery?.state !== 'erased';
  const known = isPending || erasure === 'here' ? erasure : 'everywhere';
  const [results] = otherWays(words);
  return (
    <div data-delivery={isPending ? 'erasing' : 'erased'}>
      <DeadEnd
        words={words}
        sign="erased"
        title={words.sharing[isPending ? 'receipt.asked' : 'receipt.gone']}
        ways={results ? [results] : []}
      >
        <p role="status">{words.sharing[SAID[known]]}</p>
        {isPending ? <p class={styles.code}>{codeOfSecret(secret)}</p> : null}
        <a class="primary button" href={hrefTo(OPENING)}>
          {cardStrings(words.uiLanguage)['card.leave']}
        </a>
        {onAgain && results && <Button label={words.sharing['receipt.again']} onClick={onAgain} />}
      </DeadEnd>
    </div>
  );
}
