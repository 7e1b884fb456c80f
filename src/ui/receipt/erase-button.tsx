import { useEffect, useRef, useState } from 'preact/hooks';
import { Reviewed } from '../texts/reviewed.tsx';
import { type SharingWords, sharingWords } from '../words/sharing-words.ts';
import styles from './receipt.module.css';

interface EraseProps {
  readonly words: SharingWords;
  readonly onErase: () => void;
}

export function EraseButton({ words, onErase }: EraseProps) {
  return <Reviewed words={words}>{(spoken) => <TwoTaps words={sharingWords(spoken)} onErase={onErase} />}</Reviewed>;
}

/** Two taps, the second on another button: erasing cannot be undone. */
function TwoTaps({ words, onErase }: EraseProps) {
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  if (!asking)
    return (
      <button type="button" class="quiet flush" onClick={() => setAsking(true)}>
        {words.sharing['receipt.erase']}
      </button>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div class={`box stack ${styles.sure}`} role="group" aria-labelledby="receipt-sure">
      <p id="receipt-sure">{words.sharing['receipt.sure']}</p>
      <div class="row">
        <button type="button" class="secondary" ref={keep} onClick={() => setAsking(false)}>
          {words.sharing['receipt.sure-no']}
        </button>
        <button type="button" class={`secondary ${styles.erase}`} onClick={onErase}>
          {words.sharing['receipt.sure-yes']}
        </button>
      </div>
    </div>
  );
}
