import { EVERYONE } from '../../../../core/results/everyone.ts';
import type { PastStudy } from '../../../../core/results/past-study.ts';
import { whyHidden } from '../../../results/displayed-count.ts';
import { allInWords, type FigureInput, type FigureRow } from '../../../results/figure.ts';
import { sizeRangeInWords } from '../../../results/publication-words.ts';
import { ColumnNames } from '../../../tables/column-names.tsx';
import type { ResultsWords } from '../../../words/results-words.ts';
import styles from '../results.module.css';

/**
 * Who answered: each type with its own size and day, or why it is not shown, and how many did in the past study. Everything
 * else is read from there.
 */
export function GroupsTable({ input }: { readonly input: FigureInput }) {
  const { survey, results, file, past, words } = input;
  const text = words.results;
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const rows = [
    ...strata.map(({ id, label }) => ({ id, name: words.of(label) })),
    { id: EVERYONE, name: allInWords(input) },
  ];
  const known = file.population?.strata;
  const everyone = results.strata[EVERYONE];
  const most = Math.max(1, ...strata.map(({ id }) => results.strata[id]?.n ?? 0));
  return (
    <table class={`data-table ${styles.groups}`} data-figure="groups">
      <caption class="unseen">{text['who.title']}</caption>
      <ColumnNames
        names={[text['who.group'], text['table.size'], ...(past ? [words.past['past.study'](past.year)] : [])]}
      />
      <tbody>
        {rows.map(({ id, name }) => {
          const stratum = results.strata[id];
          const beside = [
            stratum && sizeRangeInWords(stratum, results, words),
            stratum && stratum.asOf !== everyone?.asOf ? words.date(stratum.asOf) : undefined,
          ].filter((said) => said);
          const hidden: FigureRow = { id, name, phase: results.phase, why: 'group' };
          return (
            <tr key={id} data-group={id}>
              <th scope="row">
                {name}
                {results.dividedBy !== undefined && survey.stratum === undefined && (
                  <span class={styles.small}> {text['who.undivided']}</span>
                )}
                {!stratum && <span class={styles.small}>{whyHidden(hidden, words)}</span>}
                {known?.[id] && <span class={styles.small}> {text['who.known'](words.number(known[id].total))}</span>}
                {stratum && id !== EVERYONE && (
                  <span class={styles.size} aria-hidden="true">
                    <span style={{ inlineSize: `${(stratum.n / most) * 100}%` }} />
                  </span>
                )}
              </th>
              <td>
                <b>{stratum ? words.number(stratum.n) : '–'}</b>
                {beside.length > 0 && <span class={styles.small}> {beside.join(' · ')}</span>}
              </td>
              {past && <td data-past="">{pastSize(past, id, words)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function pastSize({ groups }: PastStudy, id: string, words: ResultsWords): string {
  const group = groups[id];
  if (!group) return '–';
  const n = words.number(group.n);
  return group.isComputed ? words.past['past.computed'](n) : n;
}
