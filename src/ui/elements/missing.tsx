import { useState } from 'preact/hooks';
import type { Words } from '../words/words.ts';
import { Button } from './button.tsx';
import { askAgain } from './use-code.ts';

/** In the place of a part whose code has not come. */
export function Missing({ words }: { readonly words: Words }) {
  const { ui } = words;
  return (
    <div data-lost="code">
      <p>
        {ui['lost.code']} {ui['lost.error-kept']} {ui['lost.network']}
      </p>
      <AskAgain words={words} />
    </div>
  );
}

/**
 * Asks again for the code that is missing. Where that is in vain, a page loaded again may have another release, or show the page of a
 * Wi-Fi network; on a shared tablet it would end the interview, and is not offered.
 */
export function AskAgain({ words: { ui } }: { readonly words: Words }) {
  const [state, setState] = useState<'asking' | 'failed'>();
  const ask = async () => {
    setState('asking');
    await askAgain();
    setState('failed');
  };
  return (
    <>
      <Button
        label={ui[state === 'asking' ? 'app.loading' : 'status.retry']}
        class="primary"
        onClick={() => void ask()}
      />
      {state === 'failed' && !isSharedTablet() && (
        <Button label={ui['lost.reload']} onClick={() => location.reload()} />
      )}
      <p role="status">{state === 'failed' && ui['lost.still']}</p>
    </>
  );
}

/** Marked by the script in the page's head (`src/early.ts`). */
export function isSharedTablet(): boolean {
  return 'tablet' in document.documentElement.dataset;
}
