import { guaranteesEn, guaranteesFr } from '../../../results/guarantee-words.ts';
import type { ResultsWords } from '../../../words/results-words.ts';
import '../../../elements/data-table.css';
import styles from '../results.module.css';

/** What an attacker learns at most, in numbers, and what is not promised. */
export function GuaranteesTable({ words }: { readonly words: ResultsWords }) {
  const text = words.uiLanguage === 'en' ? guaranteesEn : guaranteesFr;
  return (
    <>
      <h2>{text.title}</h2>
      {text.lead.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <table class={`data-table ${styles.rule} ${styles.odds}`} data-figure="guarantees">
        <caption class="unseen">{text.title}</caption>
        <thead>
          <tr>
            {text.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {text.rows.map(({ exposures, name, odds, right }) => (
            <tr key={exposures}>
              <th scope="row">{name}</th>
              <td>{odds}</td>
              {right.map((share) => (
                <td key={share}>{words.percent(share)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {text.not.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ul class={styles.quiet}>
        {text.references.map((reference) => (
          <li key={reference} lang="en">
            {reference}
          </li>
        ))}
      </ul>
    </>
  );
}
