import { useEffect, useRef } from 'preact/hooks';
import type { SharingWords } from '../words/sharing-words.ts';

/** Shows where the address is, with a button to withdraw it: before it is sent, no one else is needed for that. */
export function WaitingContact({ words, onForget }: { readonly words: SharingWords; readonly onForget: () => void }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => paragraph.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <p ref={paragraph} tabIndex={-1}>
        {words.sharing['contact.waiting']}
      </p>
      <button type="button" class="secondary" onClick={onForget}>
        {words.sharing['contact.forget']}
      </button>
    </>
  );
}
