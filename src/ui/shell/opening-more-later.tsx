import { useEffect } from 'preact/hooks';
import { isClosedOn } from '../../core/survey/closing.ts';
import { hrefTo } from '../address/routes.ts';
import { Lazy } from '../elements/lazy.tsx';
import { useAsync } from '../elements/use-async.ts';
import { whenIdle } from '../elements/when-idle.ts';
import type { Session } from '../state/session.ts';
import type { Updates } from '../state/updates.ts';
import { cardStrings } from '../words/later-words.ts';

const loadMore = () => import('../screens/opening/opening-more.tsx');

interface PartProps {
  readonly session: Session;
  readonly part: 'Five' | 'Dates' | 'Closed' | 'Unreviewed';
}

function Part({ session, part }: PartProps) {
  return (
    <Lazy load={loadMore} words={session.edition.value.words} kind="extra">
      {({ [part]: Drawn }) => <Drawn session={session} />}
    </Lazy>
  );
}

/** Nothing that one waits for: fetched once the page is idle. */
function IdlePart(given: PartProps) {
  const isIdle = useAsync(() => whenIdle(2000).then(() => true), []);
  return isIdle ? <Part {...given} /> : null;
}

/** Until then a second visit has its first taps; in milliseconds. */
const FIRST_TAPS = 600;

/** The way back to the last card of this device. Where a worker has the code, this device has been here before: it is soon looked up. */
function Latest({ session }: { readonly session: Session }) {
  const { uiLanguage, inUi } = session.edition.value.words;
  const latest = session.finished.value[0];
  useEffect(() => {
    if (latest || !navigator.serviceWorker?.controller) return;
    const timer = setTimeout(() => void session.refresh(), FIRST_TAPS);
    return () => clearTimeout(timer);
  }, [session, latest]);
  return latest ? (
    <a class="secondary button" {...inUi} href={hrefTo({ screen: 'card', id: latest.id })}>
      {cardStrings(uiLanguage)['card.latest']}
    </a>
  ) : null;
}

function Ready({ session, updates }: { readonly session: Session; readonly updates: Updates }) {
  const { ui, uiLanguage, inUi } = session.edition.value.words;
  const offline = updates.offline.value;
  const sentence = offline === 'ready' ? `✓ ${ui['status.ready']}` : cardStrings(uiLanguage)['status.no-room'];
  return offline === 'ready' || offline === 'no-room' ? (
    <p class="study ready" {...inUi}>
      {sentence}
    </p>
  ) : null;
}

/** Returns the parts that the opening shows later: on a shared tablet, that a translation is unreviewed. */
export function openingMore(session: Session, updates: Updates, isShared: boolean) {
  const { uiLanguage, inUi } = session.edition.value.words;
  const unreviewed = <IdlePart session={session} part="Unreviewed" />;
  if (isShared) return { rows: unreviewed };
  return {
    five: <IdlePart session={session} part="Five" />,
    rows: (
      <>
        <div class="fold-row small" {...inUi}>
          <a href={hrefTo({ screen: 'questions' })}>{cardStrings(uiLanguage)['all-questions']}</a>
        </div>
        {unreviewed}
        <Latest session={session} />
        <IdlePart session={session} part="Dates" />
        {!isClosedOn(session.edition.value.survey, session.today()) && <Ready session={session} updates={updates} />}
      </>
    ),
    closed: <Part session={session} part="Closed" />,
  };
}
