import type { Survey } from '../../../../core/survey/questionnaire.ts';
import type { Origin, Origins } from '../../../results/site-files.ts';
import type { ResultsWords } from '../../../words/results-words.ts';
import { Folded } from './folded.tsx';
import styles from './method.module.css';

/** Lists the questions whose wording or answers a past study does not print. Renders nothing for a survey that no study came before. */
export function OriginsTable({
  survey,
  origins,
  words,
}: {
  readonly survey: Survey;
  readonly origins: Origins;
  readonly words: ResultsWords;
}) {
  const text = words.results;
  const found = survey.questions.flatMap(({ id, text: asked }) =>
    origins[id] ? [{ id, asked, origin: origins[id] }] : [],
  );
  if (found.length === 0) return null;
  return (
    <>
      <h2>{text['method.origins']}</h2>
      <p>{text['method.origins-text']}</p>
      <Folded summary={text['method.origins-table'](found.length)}>
        <table class={`data-table ${styles.rule}`} data-figure="origins">
          <caption class="unseen">{text['method.origins']}</caption>
          <thead>
            <tr>
              <th scope="col">{text['method.origin-question']}</th>
              <th scope="col">{text['method.origin-how']}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ id, asked, origin }) => (
              <tr key={id}>
                <th scope="row" {...words.inSurvey}>
                  {words.of(asked)}
                </th>
                <td>{originInWords(origin, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Folded>
    </>
  );
}

/** « formulation reconstituée · étude, p. 9 ». */
export function originInWords({ evidence, page }: Origin, words: ResultsWords): string {
  const text = words.results;
  const how = evidence === 'study' ? text['method.study'] : text[`block.${evidence}`];
  return page === undefined ? how : `${how} · ${text['block.source'](page)}`;
}
