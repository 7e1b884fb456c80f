import { type DisplayedCount, displayCount } from '../../../../core/results/disclosure/shares.ts';
import { EVERYONE } from '../../../../core/results/everyone.ts';
import type { Question } from '../../../../core/survey/questionnaire.ts';
import type { Results } from '../../../../wire/results.ts';
import { shareInWords } from '../../../results/displayed-count.ts';
import type { FigureInput } from '../../../results/figure.ts';
import { Folded } from './folded.tsx';
import styles from './method.module.css';

/** Item non-response: which share of those who were asked left each question blank, from published counts alone. */
export function BlanksTable({ input: { survey, results, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  const found = survey.questions.flatMap((question) => {
    const displayed = blanksOf(question, results);
    return displayed ? [{ question, displayed }] : [];
  });
  if (found.length === 0) return null;
  return (
    <>
      <h2>{text['blanks.title']}</h2>
      <p>{text['blanks.lead']}</p>
      <Folded summary={text['blanks.table'](found.length)}>
        <table class={`data-table ${styles.rule} ${styles.blanks}`} data-figure="blanks">
          <caption class="unseen">{text['blanks.title']}</caption>
          <thead>
            <tr>
              <th scope="col">{text['method.origin-question']}</th>
              <th scope="col">{text['table.blank']}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ question, displayed }) => (
              <tr key={question.id}>
                <th scope="row" {...words.inSurvey}>
                  {words.of(question.text)}
                </th>
                <td>{shareInWords(displayed, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Folded>
    </>
  );
}

/** How many left the question blank; rows of a matrix are added up. `undefined` if it cannot be left blank, or is not shown. */
function blanksOf({ kind, items }: Question, { strata, epsilon, phase }: Results): DisplayedCount | undefined {
  const everyone = strata[EVERYONE];
  const shown = items.flatMap((item) => {
    const table = everyone?.items[item];
    return table?.blank === undefined ? [] : [{ ...table, blank: table.blank }];
  });
  if (!everyone || shown.length === 0) return undefined;
  const blank = shown.reduce((sum, table) => sum + table.blank, 0);
  const asked = shown.reduce((sum, table) => sum + table.base + (table.unknown ?? 0), blank);
  // The cells that the number asked is the sum of: of a multiple choice, those who chose something are one.
  const cells = shown.reduce((sum, { counts, unknown }) => {
    const answers = kind === 'multiple' ? 1 : Object.keys(counts).length;
    return sum + answers + 1 + (unknown === undefined ? 0 : 1);
  }, 0);
  const noise = { epsilon, draws: everyone.draws };
  return displayCount(blank, asked, { phase, noise, parts: cells, summed: shown.length });
}
