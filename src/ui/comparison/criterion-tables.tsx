import type { PastFigure } from '../../core/results/reference.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import { typeset } from '../words/typeset.ts';
import type { CriterionLines, Group } from './compare.ts';
import styles from './comparison.module.css';
import { ShareCell } from './share-cell.tsx';

interface CriterionTablesProps {
  readonly words: SharingWords;
  readonly groups: readonly Group[];
  readonly criteria: readonly CriterionLines[];
  readonly nameOf: (group: string) => string;
  /** Of the past study, when its figures are at hand. */
  readonly year: number | undefined;
}

/** Shares of the answers behind each criterion, with what the past study printed of the same answer beside them. */
export function CriterionTables({ words, groups, criteria, nameOf, year }: CriterionTablesProps) {
  const text = words.sharing;
  const hasPast = criteria.some(({ lines }) => lines.some(({ past }) => past.some((figures) => figures.length > 0)));
  return (
    <details class={styles.criteria}>
      <summary>{text['comparison.criteria']}</summary>
      {criteria.map(({ id, title, level, lines }) => (
        <table key={id} class={styles.table}>
          <caption>
            {words.of(title)}
            {level ? <span class={styles.level}> · {words.of(level)}</span> : null}
          </caption>
          <thead>
            <tr>
              <th scope="col">{text['comparison.answer']}</th>
              {groups.map((group) => (
                <th key={group.id} scope="col">
                  {nameOf(group.id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ item, label, cells, past }) => (
              <tr key={`${item} ${words.of(label)}`}>
                <th scope="row">{words.of(label)}</th>
                {groups.map((group, index) => (
                  <td key={group.id}>
                    <ShareCell words={words} cell={cells[index]} />
                    {past[index]?.map((figure) => (
                      <Past key={figure.published} words={words} figure={figure} year={year} />
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {hasPast && year !== undefined ? <p class={styles.quiet}>{text['comparison.study-note'](year)}</p> : null}
    </details>
  );
}

interface PastProps {
  readonly words: SharingWords;
  readonly figure: PastFigure;
  readonly year: number | undefined;
}

/** As the study prints it, in its language, with the lines of its text. */
function Past({ words, figure, year }: PastProps) {
  const text = words.sharing;
  return (
    <span class={styles.past}>
      {text['comparison.study'](year ?? 0)} <span lang="fr">{typeset(figure.published, 'fr')}</span>
      {figure.ofCitations ? ` ${text['comparison.citations']}` : ''} (l.&nbsp;{figure.lines.join(', ')})
    </span>
  );
}
