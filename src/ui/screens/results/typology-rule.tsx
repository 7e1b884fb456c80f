import type { Typology } from '../../../core/survey/typology-schema.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import type { ResultsWords } from '../../words/results-words.ts';
import styles from './results.module.css';

interface TypologyRuleProps {
  readonly typology: Typology;
  readonly words: ResultsWords;
}

/** How a response is given a profile, in words; then what each profile requires, side by side and of equal weight. */
export function TypologyRule({ typology: { criteria, profiles, compositeBelow }, words }: TypologyRuleProps) {
  const text = words.results;
  return (
    <>
      <h2>{text['method.typology']}</h2>
      <p>{text['method.typology-rule'](criteria.length)}</p>
      <p>
        {text['method.typology-ties']}
        {compositeBelow !== undefined && ` ${text['method.typology-below'](compositeBelow)}`}
      </p>
      <p>{text['method.typology-blank']}</p>
      <p>{text['profiles.note']}</p>
      <table class={styles.rule} data-figure="rule">
        <caption class="unseen">{text['method.expected']}</caption>
        <thead>
          <tr>
            <th scope="col">{text['method.criterion']}</th>
            <th scope="col">{text['method.expected']}</th>
          </tr>
        </thead>
        {profiles.map(({ id, name, requires }) => (
          <tbody key={id}>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                <span class={styles.profile}>
                  <Emblem profile={id} />
                  {words.of(name)}
                </span>
              </th>
            </tr>
            {criteria.map(({ id: criterion, title }) => (
              <tr key={criterion}>
                <th scope="row">{words.of(title)}</th>
                <td>{requires[criterion] ? words.of(requires[criterion].says) : '–'}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}
