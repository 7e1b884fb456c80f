import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { Draft, FinishedResponse } from '../../../device/port/device.ts';
import { hrefTo } from '../../address/routes.ts';
import { Lazy } from '../../elements/lazy.tsx';
import type { Words } from '../../words/words.ts';
import { loadWaitingDrafts } from './later.ts';
import { NoticeBlock } from './notice-block.tsx';

export type Caution = 'in-app' | 'no-worker';

interface OpeningProps {
  readonly survey: Survey;
  readonly words: Words;
  readonly drafts: readonly Draft[];
  readonly latest: FinishedResponse | undefined;
  readonly isClosed: boolean;
  /** What this browser may not keep. */
  readonly caution: Caution | undefined;
  readonly isReadyOffline: boolean;
  readonly onBegin: () => void;
  readonly onResume: (draft: Draft) => void;
  readonly onDiscard: (draft: Draft) => void;
}

/** The build draws it into the page too, for someone who is here for the first time: it touches the browser in effects alone. */
export function Opening({
  survey,
  words,
  drafts,
  latest,
  isClosed,
  caution,
  isReadyOffline,
  onBegin,
  onResume,
  onDiscard,
}: OpeningProps) {
  const { ui, of } = words;
  const { opening } = survey;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // The opening that came with the page is left as it is: it may be read already.
    if (!document.documentElement.hasAttribute('data-ready')) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = of(survey.title);
  }, [of, survey]);
  return (
    <div class="opening">
      <p class="promise">{`${ui['opening.minutes'](opening.minutes)} · ${ui['opening.nameless']}`}</p>
      <h1 tabIndex={-1} ref={heading}>
        {of(survey.title)}
      </h1>
      <p class="why">{of(opening.why)}</p>
      {drafts.length > 0 && (
        <Lazy load={loadWaitingDrafts} words={words}>
          {({ WaitingDrafts }) => (
            <WaitingDrafts survey={survey} words={words} drafts={drafts} onResume={onResume} onDiscard={onDiscard} />
          )}
        </Lazy>
      )}
      {isClosed ? (
        <p class="closed">{ui['opening.closed']}</p>
      ) : (
        <button type="button" class={drafts.length > 0 ? 'secondary' : 'primary begin'} onClick={onBegin}>
          {ui['opening.begin']}
        </button>
      )}
      {latest && (
        <a class="secondary button" href={hrefTo({ screen: 'card', id: latest.id })}>
          {ui['opening.cards']}
        </a>
      )}
      {caution && <p class="aside">{ui[`opening.${caution}`]}</p>}
      <dl>
        <dt>{ui['opening.who']}</dt>
        <dd>{of(opening.who)}</dd>
        <dt>{ui['opening.kept']}</dt>
        <dd>{of(opening.kept)}</dd>
      </dl>
      {opening.origin && <p class="origin">{of(opening.origin)}</p>}
      <NoticeBlock notice={survey.notice} words={words} />
      {isReadyOffline && <p class="ready">✓ {ui['status.ready']}</p>}
    </div>
  );
}

/** The browsers inside social networks often keep nothing, and lose the page when one leaves it; without a worker none works offline. */
export function cautionIn(browser: Navigator): Caution | undefined {
  if (/\b(FBAN|FBAV|Instagram|LinkedInApp)\b/.test(browser.userAgent)) return 'in-app';
  return 'serviceWorker' in browser ? undefined : 'no-worker';
}
