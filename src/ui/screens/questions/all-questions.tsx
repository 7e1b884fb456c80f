import { hrefTo } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import { useFoot } from '../../elements/use-foot.ts';
import { useScreen } from '../../elements/use-screen.ts';
import { usePresentation } from '../../presentation/use-presentation.ts';
import type { Session } from '../../state/session.ts';
import { Folded } from '../../tables/folded.tsx';
import { NoticeDetails } from '../opening/notice-details.tsx';
import { Lines, MARKS, QuestionEntry } from './question-entry.tsx';
import { questionsStrings } from './questions-words.ts';
import '../../elements/parts.css';

/** All questions, to read before one begins. Printed, the page is the form on paper. */
export function AllQuestions({ session }: { readonly session: Session }) {
  const { survey, words } = session.edition.value;
  const { inSurvey, of, ui } = words;
  const text = questionsStrings(words.uiLanguage);
  const { paper } = usePresentation(survey, words.language).words;
  const foot = text.sheet(survey.id, `${survey.revision}`);
  const heading = useScreen(`${text.title} – ${of(survey.title)} (${foot})`);
  useFoot(foot);
  return (
    <div class="sheet stack">
      <h1 tabIndex={-1} ref={heading} class="screen-only">
        {text.title}
      </h1>
      <p class="screen-only">{text.lead}</p>
      <div class="row screen-only">
        <a class="button primary" href={hrefTo({ screen: session.interview.value ? 'check' : 'opening' })}>
          {ui['question.back']}
        </a>
        <Button label={text.print} onClick={() => print()} />
      </div>
      <header class="paper-only">
        <h1 {...inSurvey}>{of(survey.title)}</h1>
        <div>
          {text.paper}. {ui['opening.questions'](survey.questions.length, survey.opening.minutes)} {MARKS.one}{' '}
          {text.one} {MARKS.several} {text.several}
        </div>
      </header>
      {survey.sections.map(({ id, title, questions }, at) => {
        const [from = 0, to = 0] = [questions[0]?.number, questions.at(-1)?.number];
        return (
          <Folded
            key={id}
            isOpen={at === 0}
            summary={<h2 {...inSurvey}>{of(title)}</h2>}
            answer={text.range(from < to, `${from}`, `${to}`)}
          >
            <ol class="lines">
              {questions.map((question) => (
                <QuestionEntry key={question.id} {...{ question, survey, words }} />
              ))}
            </ol>
          </Folded>
        );
      })}
      <p class="aside">
        {foot}. <span class="screen-only">{text.foot}</span>
      </p>
      <footer class="paper-only small">
        <h2>{text['hand-in']}</h2>
        {paper ? <p {...inSurvey}>{paper}</p> : <Lines />}
        {survey.notice ? <NoticeDetails notice={survey.notice} words={words} /> : ui['opening.demonstration']}
      </footer>
    </div>
  );
}
