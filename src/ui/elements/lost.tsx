import { useLayoutEffect, useRef } from 'preact/hooks';
import { hrefTo } from '../address/routes.ts';
import type { Words } from '../words/words.ts';

export type Why = 'page' | 'survey' | 'revision' | 'unreachable' | 'error';

/** What cannot be shown, said plainly, with a next step. */
export function Lost({ words: { ui }, why }: { readonly words: Words; readonly why: Why }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = why === 'page' || why === 'survey' ? ui['lost.title'] : ui['lost.error'];
  useLayoutEffect(() => {
    document.title = title;
    heading.current?.focus();
  }, [title]);
  const again = why === 'unreachable' || why === 'error' || why === 'revision';
  return (
    <div class="opening" data-lost={why}>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <p>{why === 'error' ? ui['lost.error-kept'] : ui[`lost.${why}`]}</p>
      {again && (
        <button type="button" class="primary" onClick={() => location.reload()}>
          {why === 'error' ? ui['lost.reload'] : ui['status.retry']}
        </button>
      )}
      {/* The whole address, so that a wrong survey in it goes too. */}
      <a
        class={again ? 'secondary button' : 'primary button'}
        href={why === 'survey' ? '/' : hrefTo({ screen: 'opening' })}
      >
        {ui['lost.home']}
      </a>
    </div>
  );
}
