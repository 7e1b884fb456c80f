import { codeOfSecret } from '../address/receipt-address.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import type { Erasure } from './erase.ts';
import styles from './receipt.module.css';

export type Gone = Extract<Erasure, 'everywhere' | 'here' | 'only-here'>;

const SAID = {
  everywhere: 'receipt.forgotten-online',
  here: 'receipt.forgotten',
  'only-here': 'receipt.forgotten-only-here',
} as const satisfies Record<Gone, string>;

interface ErasedProps {
  readonly words: SharingWords;
  readonly erasure: Gone;
  readonly secret: string;
}

/** Takes the place of the card. The code stays on screen only while it may still be needed. */
export function Erased({ words, erasure, secret }: ErasedProps) {
  return (
    <div class={styles.screen} data-delivery="erased">
      <h1 tabIndex={-1} ref={(heading) => heading?.focus()}>
        {words.sharing['receipt.gone']}
      </h1>
      <p>{words.sharing[SAID[erasure]]}</p>
      {erasure === 'only-here' ? <p class={styles.code}>{codeOfSecret(secret)}</p> : null}
    </div>
  );
}
