import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../elements/button.tsx';
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
    return <Button label={words.sharing['receipt.erase']} class="quiet flush" onClick={() => setAsking(true)} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div class={`box stack ${styles.sure}`} role="group" aria-labelledby="receipt-sure">
      <p id="receipt-sure">{words.sharing['receipt.sure']}</p>
      <div class="row">
        <Button label={words.sharing['receipt.sure-no']} ref={keep} onClick={() => setAsking(false)} />
        <Button label={words.sharing['receipt.sure-yes']} class={`secondary ${styles.erase}`} onClick={onErase} />
      </div>
    </div>
  );
}
