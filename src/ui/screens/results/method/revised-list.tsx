import type { Survey } from '../../../../core/survey/questionnaire.ts';
import type { Revised } from '../../../../core/survey/survey-schema.ts';
import { fetchSurveyObject } from '../../../address/survey-object.ts';
import { useAsync } from '../../../elements/use-async.ts';
import type { ResultsWords } from '../../../words/results-words.ts';
import { Folded } from './folded.tsx';

interface RevisedListProps {
  readonly survey: Survey;
  readonly words: ResultsWords;
}

/** When this revision was written, what it asks in another way and what it leaves; nothing for a revision whose file does not say. */
export function RevisedList({ survey, words }: RevisedListProps) {
  const revised = useAsync(() => fetchSurveyObject<Revised>(survey.id, 'revised.json', 'on', 'changes'), [survey.id]);
  if (!revised) return null;
  const text = words.results;
  return (
    <>
      <p>{text['method.revised-on'](survey.revision, words.date(revised.on))}</p>
      <Folded summary={text['method.revised']}>
        <Changes changes={revised.changes} words={words} />
        {revised.kept && (
          <>
            <p>{text['method.kept-as-is']}</p>
            <Changes changes={revised.kept} words={words} />
          </>
        )}
      </Folded>
    </>
  );
}

function Changes({ changes, words }: { readonly changes: Revised['changes']; readonly words: ResultsWords }) {
  return (
    <ul {...words.inSurvey} data-results="revised">
      {changes.map(({ questions, what }) => (
        <li key={questions.join()}>{words.of(what)}</li>
      ))}
    </ul>
  );
}
