import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { isClosedOn } from '../../../core/survey/closing.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { Draft, FinishedResponse } from '../../../device/port/device.ts';
import { hrefTo } from '../../address/routes.ts';
import { Lazy } from '../../elements/lazy.tsx';
import type { Words } from '../../words/words.ts';
import { isInAppBrowser } from './in-app.ts';
import { loadWaitingDrafts } from './later.ts';
import { NoticeBlock } from './notice-block.tsx';

interface OpeningProps {
  readonly survey: Survey;
  readonly words: Words;
  readonly drafts: readonly Draft[];
  readonly latest: FinishedResponse | undefined;
  readonly today: string;
  readonly isReadyOffline: boolean;
  readonly onBegin: () => void;
  readonly onResume: (draft: Draft) => void;
  readonly onDiscard: (draft: Draft) => void;
}

/** The same content, in the same order, as the static one of index.html, which it replaces without a move. */
export function Opening({
  survey,
  words,
  drafts,
  latest,
  today,
  isReadyOffline,
  onBegin,
  onResume,
  onDiscard,
}: OpeningProps) {
  const { ui, of } = words;
  const { opening } = survey;
  const closed = isClosedOn(survey, today);
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
      <p class="promise">
        {ui['opening.minutes'](opening.minutes)} · {ui['opening.nameless']}
      </p>
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
      {closed ? (
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
      {isInAppBrowser(navigator.userAgent) ? (
        <p class="aside">{ui['opening.in-app']}</p>
      ) : (
        !('serviceWorker' in navigator) && <p class="aside">{ui['opening.no-worker']}</p>
      )}
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
