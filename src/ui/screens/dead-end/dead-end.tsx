import type { ComponentChildren } from 'preact';
import { hrefTo, OPENING } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import { isSharedTablet } from '../../elements/missing.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import type { Words } from '../../words/words.ts';
import styles from './dead-end.module.css';
import { deadEndStrings } from './dead-end-words.ts';
import '../../elements/parts.css';

/** A sign for each screen: a map with nothing there, a link that is cut, a torn card, a page that is crossed out. */
const SIGNS = {
  map: 'M6 14l17-6 18 6 17-6v42l-17 6-18-6-17 6zM23 8v42M41 14v42M28.5 28l7 7M35.5 28l-7 7',
  link: 'M27 37 37 27M24 28l-7 7a9 9 0 0 0 12 13l6-6M40 36l7-7a9 9 0 0 0-12-13l-6 6M14 14l5 5M50 50l-5-5',
  card: 'M12 27V9h40v18l-8 5-8-5-8 5-8-5zM12 39v16h40V39l-8 5-8-5-8 5-8-5zM21 18h14',
  erased: 'M14 8h36v48H14zM22 20h20M22 30h20M22 40h12M8 60 56 4',
} as const;

/** A link to another screen, and what it needs or shows. */
interface Way {
  readonly href: string;
  readonly label: string;
  readonly detail?: string;
}

interface DeadEndProps {
  readonly words: Words;
  readonly sign: keyof typeof SIGNS;
  readonly title: string;
  /** Why, and the first thing to do. */
  readonly children: ComponentChildren;
  readonly ways?: readonly Way[];
  readonly foot?: string;
}

/** A screen for an address that cannot be shown: what happened, a first step, and other ways on. */
export function DeadEnd({ words, sign, title, children, ways = [], foot }: DeadEndProps) {
  const heading = useScreen(title);
  return (
    <div class={styles.screen} {...words.inUi}>
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <path d={SIGNS[sign]} />
      </svg>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
      <Ways ways={ways} />
      {foot && <p class="aside">{foot}</p>}
    </div>
  );
}

export function Ways({ ways }: { readonly ways: readonly Way[] }) {
  if (ways.length === 0) return null;
  return (
    <ul>
      {ways.map(({ href, label, detail }) => (
        <li key={href} class="fold-row">
          <a href={href}>
            {label}
            {detail && <span>{detail}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Returns where else a site leads; `base` is the path of another page. A shared tablet leads back to its day alone. */
export function otherWays({ uiLanguage }: Words, base = ''): readonly Way[] {
  if (isSharedTablet()) return [];
  const text = deadEndStrings(uiLanguage);
  return [
    { href: base + hrefTo({ screen: 'results' }), label: text.results },
    { href: base + hrefTo({ screen: 'receipt' }), label: text.receipt, detail: text['receipt-with'] },
    { href: base + hrefTo({ screen: 'about' }), label: text.about },
  ];
}

/** For an address that is no screen, or a question that the survey does not have. */
export function NoPage({ words }: { readonly words: Words }) {
  const text = deadEndStrings(words.uiLanguage);
  return (
    <div data-lost="page">
      <DeadEnd words={words} sign="map" title={text['page-title']} ways={otherWays(words)} foot={text['page-foot']}>
        <p>{text.page}</p>
        <a class="primary button" href={hrefTo(OPENING)}>
          {words.ui['lost.home']}
        </a>
      </DeadEnd>
    </div>
  );
}

/** For a draft of a revision whose questions are neither on this device nor can be fetched now. */
export function NoRevision({ words }: { readonly words: Words }) {
  const { ui, uiLanguage } = words;
  return (
    <div data-lost="revision">
      <DeadEnd words={words} sign="link" title={ui['lost.error']}>
        <p>{deadEndStrings(uiLanguage).revision}</p>
        <Button label={ui['status.retry']} class="primary" onClick={() => location.reload()} />
        <a class="secondary button" href={hrefTo(OPENING)}>
          {ui['lost.home']}
        </a>
      </DeadEnd>
    </div>
  );
}
