import type { ComponentChildren } from 'preact';
import type { Notice } from '../../../core/survey/notice.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { Lazy } from '../../elements/lazy.tsx';
import { useScreen } from '../../elements/use-screen.ts';
import type { Words } from '../../words/words.ts';

/** Parts that few openings show: interviews to resume, and the notice once it is unfolded. */
export const loadWaitingDrafts = () => import('./waiting-drafts.tsx');
export const loadNotice = () => import('./notice-details.tsx');

interface OpeningProps {
  readonly survey: Survey;
  readonly words: Words;
  /** The address of their picture, or the picture itself, as the page brings it. */
  readonly emblems: string | { readonly __html: string };
  /** The interviews to resume, where there are any. */
  readonly drafts?: ComponentChildren;
  readonly isClosed: boolean;
  /** This browser may keep nothing: one answers with the network. */
  readonly isForgetful: boolean;
  /** The profile that somebody has shared, where their link led here. */
  readonly landing?: ComponentChildren;
  /** Parts that are drawn late. Nothing above them moves. */
  readonly more?: Readonly<Partial<Record<'five' | 'rows' | 'closed', ComponentChildren>>> | undefined;
  /** On a shared tablet, which says below what becomes of the answers. */
  readonly isShared?: boolean;
  readonly onBegin: () => void;
}

/** The build draws it into the page too, for someone who is here for the first time: it touches the browser in effects alone. */
export function Opening({
  survey,
  words,
  emblems,
  drafts,
  isClosed,
  isForgetful,
  landing,
  more,
  isShared,
  onBegin,
}: OpeningProps) {
  const { ui, of, inUi } = words;
  const { opening } = survey;
  const profiles = survey.typology?.profiles ?? [];
  // The opening that came with the page is left as it is.
  const heading = useScreen(of(survey.title), () => !document.documentElement.hasAttribute('data-ready'));
  return (
    <div class="opening">
      {landing}
      {survey.asked && <p class="study">{of(survey.title)}</p>}
      <h1 tabIndex={-1} ref={heading}>
        {isClosed && !survey.opensOn ? ui['opening.closed'] : of(survey.asked ?? survey.title)}
      </h1>
      {drafts}
      {isClosed ? (
        more?.closed
      ) : (
        <>
          {profiles.length > 0 && (
            <div class="five">
              {typeof emblems === 'string' ? (
                <img src={emblems} width={72 * profiles.length} height="64" alt="" />
              ) : (
                <div aria-hidden="true" dangerouslySetInnerHTML={emblems} />
              )}
              <ul>
                {profiles.map(({ id, name }) => (
                  <li key={id}>{of(name)}</li>
                ))}
              </ul>
              {more?.five}
            </div>
          )}
          <p class="say" {...inUi}>
            {ui['opening.questions'](survey.questions.length, opening.minutes) +
              (profiles.length > 0 ? ui['opening.promise'] : '')}
          </p>
          <button type="button" {...inUi} class={drafts ? 'secondary' : 'primary begin'} onClick={onBegin}>
            {ui['opening.begin']}
          </button>
          {!isShared && (
            <p class="aside" {...inUi}>
              {ui[isForgetful ? 'opening.caution' : 'opening.resumable']}
            </p>
          )}
        </>
      )}
      <NoticeBlock notice={survey.notice} words={words} />
      <details>
        <summary {...inUi}>{ui['opening.why']}</summary>
        <p>{of(opening.why)}</p>
        <p>{of(opening.who)}</p>
        {opening.origin && <p>{of(opening.origin)}</p>}
      </details>
      <details>
        <summary {...inUi}>
          {ui['opening.kept']}
          <span>{ui['opening.nameless']}</span>
        </summary>
        <p>{of(opening.kept)}</p>
      </details>
      {more?.rows}
    </div>
  );
}

/** The browsers inside social networks often keep nothing, and lose the page when one leaves it; without a worker none works offline. */
export function keepsNothing(browser: Navigator): boolean {
  return /\b(FBAN|FBAV|Instagram|LinkedInApp)\b/.test(browser.userAgent) || !('serviceWorker' in browser);
}

/** Who asks, in clear. Without a declared controller the page says that it is a demonstration, and promises nothing else. */
function NoticeBlock({ notice, words }: { readonly notice: Notice | undefined; readonly words: Words }) {
  const { ui, inUi } = words;
  return (
    <details class="notice">
      <summary {...inUi}>
        {ui['opening.asks']}
        <b>{notice ? words.of(notice.controller) : ui['opening.uncontrolled']}</b>
      </summary>
      {notice ? (
        <Lazy load={loadNotice} words={words}>
          {({ NoticeDetails }) => <NoticeDetails notice={notice} words={words} />}
        </Lazy>
      ) : (
        <p {...inUi}>{ui['opening.demonstration']}</p>
      )}
    </details>
  );
}
