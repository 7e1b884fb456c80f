import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { isClosedOn } from '../../core/survey/closing.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { hrefTo } from '../address/routes.ts';
import { emblemsPicture } from '../address/survey-files.ts';
import { loadLaterControls } from '../controls/single-choice.tsx';
import { fetchFont } from '../elements/font.ts';
import { Lazy, lazyScreen } from '../elements/lazy.tsx';
import { preload, useCode } from '../elements/use-code.ts';
import { whenIdle } from '../elements/when-idle.ts';
import { keepsNothing, loadWaitingDrafts, Opening } from '../screens/opening/opening.tsx';
import { QuestionScreen } from '../screens/question/question.tsx';
import type { Edition } from '../state/editions.ts';
import type { Session } from '../state/session.ts';
import type { Updates } from '../state/updates.ts';
import type { Words } from '../words/words.ts';
import { Head } from './head.tsx';

interface AppProps {
  readonly session: Session;
  readonly updates: Updates;
  /** The day screen of a shared tablet. */
  readonly day?: (() => ComponentChildren) | undefined;
}

/** The profile above the opening of a shared link: the page brings it, and no code draws it. */
const shared = [...(document.querySelector('.lit')?.childNodes ?? [])];
const putShared = (place: HTMLElement | null) => place?.replaceChildren(...shared);

/** The emblems that the page brings: they are taken over as they are, and no code writes them. */
const drawn = { __html: '' };

const loadStatusLine = () => import('./status-line.tsx');
const loadCheck = () => import('../screens/check/check.tsx');
const loadCard = () => import('../screens/card/card.tsx');
const loadCapsule = () => import('../screens/capsule/capsule-page.tsx');
const loadElsewhere = () => import('./elsewhere.tsx');
const loadDeadEnd = () => import('../screens/dead-end/dead-end.tsx');

export function App(props: AppProps) {
  const { session, updates } = props;
  const edition = session.edition.value;
  const { survey, words } = edition;
  const interview = session.interview.value;
  const route = session.router.route.value;
  const question = route.screen === 'question' ? survey.question.get(route.question) : undefined;

  // Texts of the survey, with some of the interface; every other screen is the reverse.
  const isAsking = route.screen === 'opening' || route.screen === 'question';

  const onLanguage = (language: string) => void session.switchLanguage(language);
  const code = useCode(loadStatusLine);
  const line = typeof code === 'object' ? code : undefined;

  useFetchAhead(interview?.id, hrefTo(route), edition, isAsking);

  return (
    <div class="page" key={line?.key} data-screen={route.screen}>
      <Head
        survey={survey}
        words={words}
        interview={interview}
        question={question}
        languages={session.entry.languages}
        onLanguage={onLanguage}
        skip={line && <line.SkipLink {...words} />}
      >
        {line && <line.HeadLinks session={session} onLanguage={onLanguage} />}
      </Head>
      {line && <line.StatusLine session={session} updates={updates} />}
      <main data-screen={route.screen} key={route.screen} {...(isAsking ? undefined : words.inUi)}>
        {screenOf(props, question, line)}
      </main>
    </div>
  );
}

function screenOf({ session, updates, day }: AppProps, question?: Question, line?: typeof import('./status-line.tsx')) {
  const { survey, words } = session.edition.value;
  const interview = session.interview.value;
  const route = session.router.route.value;
  if (session.lost.value) return deadEnd(words, 'NoRevision');
  switch (route.screen) {
    case 'opening':
      return (
        <Opening
          survey={survey}
          words={words}
          emblems={document.querySelector('.five svg') ? drawn : emblemsPicture(survey.id)}
          drafts={
            session.drafts.value.length > 0 && (
              <Lazy load={loadWaitingDrafts} words={words}>
                {({ WaitingDrafts }) => <WaitingDrafts session={session} />}
              </Lazy>
            )
          }
          isClosed={isClosedOn(survey, session.today())}
          isForgetful={keepsNothing(navigator) || session.keeps.value !== 'disk'}
          landing={shared.length > 0 && <div class="lit" ref={putShared} />}
          more={line?.openingMore(session, updates, day !== undefined)}
          isShared={day !== undefined}
          onBegin={session.begin}
        />
      );
    case 'question':
      if (!interview) return null;
      if (!question) break;
      return (
        <QuestionScreen
          key={question.id}
          survey={survey}
          question={question}
          interview={interview}
          words={words}
          onBack={() => session.back(question.id)}
          onContinue={() => session.next(question.id)}
        />
      );
    case 'check':
      if (!interview) return null;
      return lazyScreen(words, loadCheck, ({ Check }) => <Check session={session} interview={interview} />);
    case 'card':
      return lazyScreen(words, loadCard, ({ CardScreen }) => <CardScreen session={session} id={route.id} />);
    case 'capsule':
      return lazyScreen(words, loadCapsule, ({ CapsulePage }) => (
        <CapsulePage key={route.capsule} session={session} capsule={route.capsule} />
      ));
    case 'field':
      if (day) return day();
      break;
    case 'not-found':
      break;
    default:
      return lazyScreen(words, loadElsewhere, ({ Elsewhere }) => <Elsewhere {...{ session, updates, route }} />);
  }
  return deadEnd(words, 'NoPage');
}

function deadEnd(words: Words, screen: 'NoPage' | 'NoRevision') {
  return lazyScreen(words, loadDeadEnd, ({ [screen]: Screen }) => <Screen words={words} />);
}

/** Fetches the next screens while the respondent reads: the other controls at once, the last screens after an answer. */
function useFetchAhead(
  id: ReadonlySignal<string | undefined> | undefined,
  place: string,
  edition: Edition,
  isAsking: boolean,
): void {
  const putFontToUse = useRef<(() => void) | undefined>(undefined);
  useEffect(() => void (isAsking && preload(loadLaterControls)), [isAsking]);
  useEffect(() => {
    const fetchLast = async () => {
      await whenIdle(1000);
      await preload(loadCheck);
      await (await preload(loadCard))?.fetchPartsAhead(edition);
      putFontToUse.current = await fetchFont();
    };
    return id?.subscribe((known) => {
      if (known) void fetchLast();
    });
  }, [id, edition]);
  // Between two screens: no text moves under the reader's eyes.
  useLayoutEffect(() => {
    putFontToUse.current?.();
    putFontToUse.current = undefined;
  }, [place]);
}
