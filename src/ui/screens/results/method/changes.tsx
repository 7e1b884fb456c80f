import type { Revised } from '../../../../core/survey/survey-schema.ts';
import { fetchSurveyObject } from '../../../address/survey-object.ts';
import { useAsync } from '../../../elements/use-async.ts';
import type { FigureInput } from '../../../results/figure.ts';
import type { Origin } from '../../../results/site-files.ts';
import type { ResultsWords } from '../../../words/results-words.ts';
import styles from './method.module.css';
import { methodWords } from './method-texts.ts';

/** What this revision asks in another way and what it leaves, where its file says so. */
export function Changes({ input: { survey, words } }: { readonly input: FigureInput }) {
  const revised = useAsync(() => fetchSurveyObject<Revised>(survey.id, 'revised.json', 'on', 'changes'), [survey.id]);
  const text = methodWords(words);
  const lists = revised && [
    { title: text['changes.on'](survey.revision, words.date(revised.on)), changes: revised.changes },
    { title: text['changes.kept'], changes: revised.kept ?? [] },
  ];
  return (
    <div class={styles.method}>
      {lists
        ?.filter(({ changes }) => changes.length > 0)
        .map(({ title, changes }) => (
          <>
            <h2>{title}</h2>
            <ul class="points" {...words.inSurvey} data-results="revised">
              {changes.map(({ questions, what }) => (
                <li key={questions.join()}>{words.of(what)}</li>
              ))}
            </ul>
          </>
        ))}
    </div>
  );
}

/** « formulation reconstituée · étude, p. 9 ». */
export function originInWords({ evidence, page }: Origin, words: ResultsWords): string {
  const text = words.results;
  const how = evidence === 'study' ? text['method.study'] : text[`block.${evidence}`];
  return page === undefined ? how : `${how}\u00a0· ${text['block.source'](page)}`;
}
