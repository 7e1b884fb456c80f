import { countedAnswers } from '../../../../core/typology/counted-answers.ts';
import { hrefTo } from '../../../address/routes.ts';
import { PastChoices, PastPreamble } from '../../../past/past-typology.tsx';
import type { FigureInput } from '../../../results/figure.ts';
import { Folded } from '../../../tables/folded.tsx';
import styles from './method.module.css';
import { RequiresTable } from './requires-table.tsx';

/** How a response is given a profile, in words; then what each profile requires, in one table. */
export function TypologyRule({ input }: { readonly input: FigureInput }) {
  const { survey, past, words } = input;
  const { typology } = survey;
  if (!typology) return null;
  const { affinity, criteria, compositeBelow } = typology;
  const text = words.results;
  const below = compositeBelow === undefined ? '' : ` ${text['method.typology-below'](compositeBelow)}`;
  const sentences = affinity
    ? [text['method.typology-points'], text['method.typology-margin']]
    : [
        text['method.typology-rule'](criteria.length),
        text['method.typology-ties'] + below,
        text['method.typology-blank'],
      ];
  return (
    <div class={styles.method}>
      {past && <PastPreamble words={words} past={past} />}
      {[...sentences, text['profiles.note']].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {!affinity && <CountedList input={input} />}
      <ProfileLinks input={input} />
      {!affinity && <h2>{text['rule.table']}</h2>}
      {!affinity && <p class="aside">{text['rule.table-note']}</p>}
      {!affinity && <RequiresTable typology={typology} choices={past?.typology?.choices ?? []} words={words} />}
      {past && <PastChoices words={words} past={past} />}
    </div>
  );
}

export function ProfileLinks({ input: { survey, words } }: { readonly input: FigureInput }) {
  return (
    <p class="row screen-only">
      {survey.typology?.profiles.map(({ id, name }) => (
        <a key={id} class="target" href={hrefTo({ screen: 'profile', profile: id })} {...words.inSurvey}>
          {words.of(name)}
        </a>
      ))}
    </p>
  );
}

/** Lists by criterion the answers that it counts, so that a respondent can check a card by hand. */
function CountedList({ input: { survey, words } }: { readonly input: FigureInput }) {
  const text = words.results;
  return (
    <Folded summary={text['rule.counted']}>
      {survey.typology?.criteria.map(({ id, title, facts }) => (
        <section key={id} class={styles.counted} data-criterion={id}>
          <h3 {...words.inSurvey}>{words.of(title)}</h3>
          <ul class="points">
            {countedAnswers(facts, survey).flatMap(({ says, answers }) =>
              answers.map(({ items, options }) => {
                const quoted = options.map((option) => text['rule.quoted'](words.of(option))).join(', ');
                const given = text['rule.counted-answer'](options.length, quoted);
                const named = items.map(words.of).join(' · ');
                return (
                  <li key={`${says && words.of(says)} ${given} ${named}`}>
                    {says && <b {...words.inSurvey}>{words.of(says)}</b>}
                    {says && <br />}
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
