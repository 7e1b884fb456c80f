import { useEffect } from 'preact/hooks';
import { Head } from './head.tsx';
import { fetchAhead, Lazy } from './lazy.tsx';
import { saveFile } from './save-file.ts';
import { Lost } from './screens/lost/lost.tsx';
import { Opening } from './screens/opening/opening.tsx';
import { QuestionScreen } from './screens/question/question.tsx';
import { dayOf } from './state/identity.ts';
import { messageFor } from './state/messages.ts';
import type { Session } from './state/session.ts';
import type { Updates } from './state/updates.ts';
import { Status } from './status.tsx';

interface AppProps {
  readonly session: Session;
  readonly updates: Updates;
}

/** Code of the screens that come after the first question, fetched while people answer. */
const loadCheck = () => import('./screens/check/check.tsx');
const loadCard = () => import('./screens/card/card.tsx');
const loadAbout = () => import('./screens/about/about.tsx');

export function App({ session, updates }: AppProps) {
  const { device } = session;
  const { survey, words } = session.edition.value;
  const interview = session.interview.value;
  const route = session.router.route.value;
  const question = route.screen === 'question' ? survey.question.get(route.question) : undefined;
  const message = messageFor({
    words,
    memory: device.keeps === 'memory',
    interview,
    outbox: session.outbox.value,
    worker: { ready: updates.ready.value, update: updates.waiting.value },
    answering: interview !== undefined && !interview.outcome.value,
    now: Date.now(),
    acts: {
      send: () => void device.outbox.send(),
      exportOutbox: () => void device.outbox.exportFile().then((file) => saveFile(file, `${survey.id}.ndjson`)),
      sendUnstored: () => void (interview && device.sendUnstored(interview.draft(), survey)),
      exportUnstored: () =>
        void (
          interview &&
          device.exportUnstored(interview.draft(), survey).then((file) => saveFile(file, `${survey.id}.ndjson`))
        ),
      install: updates.install,
    },
  });
  const other = session.languages.find((language) => language !== words.language);

  // Two screens ahead of the respondent, so that the last tap finds its card.
  const answered = interview?.id.value !== undefined;
  useEffect(() => {
    if (answered) void Promise.all([fetchAhead(loadCheck), fetchAhead(loadCard)]);
  }, [answered]);

  return (
    <div class="page" data-screen={route.screen}>
      <Head
        survey={survey}
        words={words}
        interview={interview}
        section={question?.section}
        onLanguage={other === undefined ? undefined : () => void session.switchLanguage(other)}
      />
      <Status message={message} />
      <main data-screen={route.screen} key={route.screen}>
        {screen()}
      </main>
    </div>
  );

  function screen() {
    if (session.lost.value) return <Lost words={words} why={session.lost.value} />;
    switch (route.screen) {
      case 'opening':
        return (
          <Opening
            survey={survey}
            words={words}
            drafts={session.drafts.value}
            latest={session.finished.value[0]}
            today={dayOf(Date.now())}
            onBegin={session.begin}
            onResume={(draft) => void session.resume(draft)}
            onDiscard={(draft) => void session.discard(draft)}
          />
        );
      case 'question':
        if (!interview) return null;
        if (!question) return <Lost words={words} why="page" />;
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
        return interview ? (
          <Lazy load={loadCheck} words={words}>
            {({ Check }) => <Check session={session} interview={interview} />}
          </Lazy>
        ) : null;
      case 'card':
        return (
          <Lazy load={loadCard} words={words}>
            {({ CardScreen }) => <CardScreen session={session} id={route.id} />}
          </Lazy>
        );
      case 'about':
        return (
          <Lazy load={loadAbout} words={words}>
            {({ About }) => <About session={session} />}
          </Lazy>
        );
      default:
        return <Lost words={words} why="page" />;
    }
  }
}
