import { useState } from 'preact/hooks';
import { EVERYONE } from '../../../../core/results/everyone.ts';
import { fetchJson } from '../../../../lazy/fetch-json.ts';
import { type ArchivedPublication, readArchive } from '../../../../wire/results.ts';
import { fetchSurveyFile } from '../../../address/survey-files.ts';
import { saveFile } from '../../../elements/save-file.ts';
import { csvOfAll } from '../../../results/block-csv.ts';
import type { FigureInput } from '../../../results/figure.ts';
import styles from '../results.module.css';

/** How to reuse the numbers, cite them, and report an error. */
export function Again({ input }: { readonly input: FigureInput }) {
  const { survey, results, words } = input;
  const text = words.results;
  const asOf = results.strata[EVERYONE]?.asOf;
  const marked = results.demonstration ? ['demonstration'] : [];
  // What the endpoint has of this survey, if anything, is not of this draft.
  const isPreview = location.pathname === '/preview';
  const nameOf = (what: string) => [survey.id, ...marked, what].join('-');
  const saveQuestionnaire = async () => {
    const file = await fetchSurveyFile(survey.id, `${survey.revision}.${words.language}.json`);
    if (file !== null && file !== undefined)
      saveFile(
        new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }),
        nameOf(`${survey.revision}.json`),
      );
  };
  return (
    <>
      <h2>{text['method.again']}</h2>
      <p>{text['method.again-text']}</p>
      <button
        type="button"
        class={`quiet ${styles.own} ${styles.screen}`}
        onClick={() => saveFile(new Blob(['\ufeff', csvOfAll(input)], { type: 'text/csv' }), nameOf('tables.csv'))}
      >
        {text['method.all-tables']}
      </button>
      <button type="button" class={`quiet ${styles.own} ${styles.screen}`} onClick={() => void saveQuestionnaire()}>
        {text['method.questionnaire']}
      </button>
      {!isPreview && <Archive input={input} />}
      {!isPreview && results.phase === 'results' && (
        <p class={styles.screen}>
          <a href={`/api/results/${survey.id}/reference`} download={`${survey.id}-reference.json`}>
            {text['method.next-wave']}
          </a>
        </p>
      )}
      {asOf !== undefined && (
        <p>
          {text['method.cite']} <q {...words.inSurvey}>{words.of(survey.title)}</q>
          {text[`method.cited-${results.phase}`](words.date(asOf))}
        </p>
      )}
      {results.made && (
        <p class={styles.quiet} data-results="made">
          {text['method.made'](results.made.revision)} <code>{results.made.survey}</code>
          {results.made.code !== undefined && (
            <>
              <br />
              {text['method.code']} <code>{results.made.code}</code>
            </>
          )}
        </p>
      )}
      {survey.notice && (
        <p>
          {text['method.errors']} <span {...words.inSurvey}>{words.of(survey.notice.contact)}</span>
        </p>
      )}
    </>
  );
}

/** The publications so far, each as it was: fetched when somebody opens the list. */
function Archive({ input: { survey, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  const [found, setFound] = useState<readonly ArchivedPublication[] | 'offline'>();
  const address = `/api/results/${survey.id}/archive`;
  const read = async (isOpen: boolean) => {
    if (!isOpen || Array.isArray(found)) return;
    setFound(readArchive(await fetchJson(address)) ?? 'offline');
  };
  return (
    <details class={styles.screen} data-results="archive" onToggle={(event) => void read(event.currentTarget.open)}>
      <summary>{text['archive.title']}</summary>
      {found === 'offline' ? (
        <p>{text['archive.offline']}</p>
      ) : (
        <ul>
          {found?.map(({ night, day, phase }) => (
            <li key={night}>
              <a href={`${address}/${night}`} download={`${survey.id}-${day}.json`}>
                {text[`archive.${phase}`](words.date(day))}
              </a>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
