import type { ComponentChildren } from 'preact';
import { isClosedOn } from '../../core/survey/closing.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { hrefTo } from '../address/routes.ts';
import { emblemsPicture } from '../address/survey-files.ts';
import { Lazy, lazyScreen } from '../elements/lazy.tsx';
import { useCode } from '../elements/use-code.ts';
import { keepsNothing, Opening } from '../screens/opening/opening.tsx';
import { loadWaitingDrafts } from '../screens/opening/opening-later.ts';
import { QuestionScreen } from '../screens/question/question.tsx';
import type { Session } from '../state/session.ts';
import type { Updates } from '../state/updates.ts';
import type { Words } from '../words/words.ts';
import { useFetchAhead } from './fetch-ahead.ts';
import { Head } from './head.tsx';
import { loadCard, loadCheck, loadStatusLine } from './later-screens.ts';

type StatusLineCode = typeof import('./status-line.tsx');

interface AppProps {
  readonly session: Session;
  readonly updates: Updates;
  /** The day screen of a shared tablet. */
  readonly day?: (() => ComponentChildren) | undefined;
}

/** The profile above the opening of a shared link: the page brings it, and no code draws it. */
const shared = [...(document.querySelector('.lit')?.childNodes ?? [])];
const putShared = (place: HTMLElement | null) => place?.replaceChildren(...shared);

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
    <div class="page" data-screen={route.screen}>
      <Head
        survey={survey}
        words={words}
        interview={interview}
        question={question}
        languages={session.entry.languages}
        onLanguage={onLanguage}
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

function screenOf({ session, updates, day }: AppProps, question?: Question, line?: StatusLineCode) {
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
          emblems={emblemsPicture(survey.id)}
          drafts={
            session.drafts.value.length > 0 && (
              <Lazy load={loadWaitingDrafts} words={words}>
                {({ WaitingDrafts }) => <WaitingDrafts session={session} />}
              </Lazy>
            )
          }
          isClosed={isClosedOn(survey, session.today())}
          isForgetful={keepsNothing(navigator)}
          lit={shared.length > 0 && <div class="lit" ref={putShared} />}
          more={day ? undefined : line?.openingMore(session, updates)}
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
    case 'receipt':
    case 'results':
    case 'about':
    case 'rescue':
      return lazyScreen(words, loadElsewhere, ({ Elsewhere }) => <Elsewhere {...{ session, updates, route }} />);
    case 'field':
      if (day) return day();
  }
  return deadEnd(words, 'NoPage');
}

function deadEnd(words: Words, screen: 'NoPage' | 'NoRevision') {
  return lazyScreen(words, loadDeadEnd, ({ [screen]: Screen }) => <Screen words={words} />);
}
