import type { Words } from '../words/words.ts';

/** In the place of a part whose code has not come. Browsers remember a failed import: only a page loaded again has it. */
export function Missing({ words: { ui } }: { readonly words: Words }) {
  return (
    <div data-lost="code">
      <p>
        {ui['lost.code']} {ui['lost.error-kept']} {ui['lost.network']}
      </p>
      <button type="button" class="secondary" onClick={() => location.reload()}>
        {ui['lost.reload']}
      </button>
    </div>
  );
}
