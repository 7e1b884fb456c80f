import { useSite } from '../parts/desk-context.ts';
import { compareRevisions } from './revision-changes.ts';
import { revisionIn, type SurveyPartProps, type TextsProps, useSurveyFiles } from './use-survey-files.ts';

/** Shows what the draft changes in what is published, question by question, and what may still be compared. */
export function ChangesTable({ overview, texts }: Pick<SurveyPartProps, 'overview'> & Pick<TextsProps, 'texts'>) {
  const desk = useSite();
  const { words } = desk;
  const published = useSurveyFiles(desk, overview, 'published');
  if (published?.kind !== 'ok') return null;
  const { questionnaires: text } = words.desk;
  const { changes, unchanged } = compareRevisions(revisionIn(published.value), revisionIn(texts), words.language);
  const { changeColumns: columns } = text;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{text.changes}</h2>
      <p class="help">{changes.length === 0 ? text.noChange : text.unchanged(unchanged)}</p>
      {changes.length === 0 ? null : (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">{columns.question}</th>
                <th scope="col">{columns.change}</th>
                <th scope="col">{columns.what}</th>
                <th scope="col">{columns.comparable}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ question, change, before: from, after: to, comparable }, place) => (
                <tr key={place}>
                  <th scope="row">{question}</th>
                  <td>{text.change_[change]}</td>
                  <td>
                    {from ? <del>{from}</del> : null} {to ? <ins>{to}</ins> : null}
                  </td>
                  <td>{text.comparable[comparable]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
