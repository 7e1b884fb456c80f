import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Where there is no room for everything at once. */
const NARROW = 'screen and (width < 51.25rem)';

interface HomeFoldProps {
  readonly id: string;
  readonly title: string;
  /** The main thing in it, shown while it is closed. */
  readonly digest: string;
  readonly class?: string | undefined;
  readonly children: ComponentChildren;
}

/** A part of the first page that is one line on a phone until it is opened, and open elsewhere. */
export function HomeFold({ id, title, digest, class: given, children }: HomeFoldProps) {
  const isNarrow = useMedia(NARROW);
  return (
    <section aria-labelledby={id} class={given}>
      <details class="home-fold fold" open={!isNarrow}>
        <summary>
          <h2 id={id}>{title}</h2>
          {digest ? <span class="help">{digest}</span> : null}
        </summary>
        <div class="stack">{children}</div>
      </details>
    </section>
  );
}

/** Returns whether a media query matches, also after the window changes its size. */
function useMedia(query: string): boolean {
  const [isMatched, setMatched] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const update = () => setMatched(media.matches);
    update();
    media.addEventListener('change', update);
    return () => media.removeEventListener('change', update);
  }, [query]);
  return isMatched;
}
