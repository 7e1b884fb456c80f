import { countedAnswers } from '../../../../core/typology/counted-answers.ts';
import type { FigureInput } from '../../../results/figure.ts';
import styles from '../results.module.css';
import { Folded } from './folded.tsx';

/** By criterion, the answers that it counts, as the file has them: a respondent can check a card by hand. */
export function CountedList({ input: { survey, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  return (
    <Folded summary={text['rule.counted']}>
      {survey.typology?.criteria.map(({ id, title, facts }) => (
        <section key={id} class={styles.counted} data-criterion={id}>
          <h3 {...words.inSurvey}>{words.of(title)}</h3>
          <ul>
            {countedAnswers(facts, survey).flatMap(({ says, answers }) =>
              answers.map(({ items, options }) => {
                const quoted = options.map((option) => text['rule.quoted'](words.of(option))).join(', ');
                const given = text['rule.counted-answer'](options.length, quoted);
                const named = items.map(words.of).join(' · ');
                return (
                  <li key={`${says && words.of(says)} ${given} ${named}`}>
                    {says && (
                      <>
                        <b {...words.inSurvey}>{words.of(says)}</b>
                        <br />
                      </>
                    )}
                    {given} <span {...words.inSurvey}>{named}</span>
                  </li>
                );
              }),
            )}
          </ul>
        </section>
      ))}
    </Folded>
  );
}
