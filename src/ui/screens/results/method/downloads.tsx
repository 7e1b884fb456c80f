import { useState } from 'preact/hooks';
import { EVERYONE } from '../../../../core/results/everyone.ts';
import { fetchJson } from '../../../../lazy/fetch-json.ts';
import { type ArchivedPublication, readArchive } from '../../../../wire/results.ts';
import { fetchSurveyFile } from '../../../address/survey-files.ts';
import { Button } from '../../../elements/button.tsx';
import { saveFile } from '../../../elements/save-file.ts';
import { csvOfAll } from '../../../results/block-csv.ts';
import type { FigureInput } from '../../../results/figure.ts';
import styles from '../results.module.css';
import { methodWords } from './method-texts.ts';

export function Downloads({ input }: { readonly input: FigureInput }) {
  const { survey, results, words } = input;
  const text = methodWords(words);
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
      <Button
        label={text['files.all-tables']}
        class={`quiet screen-only ${styles.own}`}
        onClick={() => saveFile(new Blob(['\ufeff', csvOfAll(input)], { type: 'text/csv' }), nameOf('tables.csv'))}
      />
      <Button
        label={text['files.questionnaire']}
        class={`quiet screen-only ${styles.own}`}
        onClick={() => void saveQuestionnaire()}
      />
      {!isPreview && <Archive input={input} />}
      {!isPreview && results.phase === 'results' && (
        <p class="screen-only">
          <a href={`/api/results/${survey.id}/reference`} download={`${survey.id}-reference.json`}>
            {text['files.next-wave']}
          </a>
        </p>
      )}
    </>
  );
}

/** How to cite the publication, and the digests by which it can be checked. */
export function Citing({ input: { survey, results, words } }: { readonly input: FigureInput }) {
  const text = methodWords(words);
  const { made, phase } = results;
  const asOf = results.strata[EVERYONE]?.asOf;
  return (
    <>
      {asOf !== undefined && (
        <p>
          <q {...words.inSurvey}>{words.of(survey.title)}</q>
          {text[`cite.${phase}`](words.date(asOf))}
        </p>
      )}
      {made && (
        <p class="aside" data-results="made">
          {text.made(made.revision)} <code>{made.survey}</code>
          {made.code !== undefined && ` ${text['made.code']} `}
          <code>{made.code}</code>
        </p>
      )}
    </>
  );
}

/** The publications so far, each as it was: fetched when somebody opens the list. */
function Archive({ input: { survey, words } }: { readonly input: FigureInput }) {
  const text = methodWords(words);
  const [found, setFound] = useState<readonly ArchivedPublication[] | 'offline'>();
  const address = `/api/results/${survey.id}/archive`;
  const read = async (isOpen: boolean) => {
    if (!isOpen || Array.isArray(found)) return;
    setFound(readArchive(await fetchJson(address)) ?? 'offline');
  };
  return (
    <details class="screen-only" data-results="archive" onToggle={(event) => void read(event.currentTarget.open)}>
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
