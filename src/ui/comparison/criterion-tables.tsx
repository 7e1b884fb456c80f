import { Fragment } from 'preact';
import type { PastStudy } from '../../core/results/past-study.ts';
import { PastLine } from '../past/past-line.tsx';
import { PastNotes } from '../past/past-notes.tsx';
import type { SharingWords } from '../words/sharing-words.ts';
import type { CriterionLines, Group } from './compare.ts';
import '../elements/data-table.css';
import styles from './comparison.module.css';
import { besideInShort, ShareCell } from './share-cell.tsx';

interface CriterionTablesProps {
  readonly words: SharingWords;
  readonly groups: readonly Group[];
  readonly criteria: readonly CriterionLines[];
  readonly nameOf: (group: string) => string;
  readonly past: PastStudy | undefined;
}

/** Shows the shares of the answers behind each criterion, next to what the past study printed for the same answer. */
export function CriterionTables({ words, groups, criteria, nameOf, past }: CriterionTablesProps) {
  const text = words.sharing;
  const printed = criteria.flatMap(({ lines }) => lines.flatMap((line) => line.past.flat()));
  return (
    <details class={styles.criteria}>
      <summary>{text['comparison.criteria']}</summary>
      {criteria.map(({ id, title, level, lines }) => (
        <table key={id} class={`data-table ${styles.table}`}>
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
            {lines.map(({ item, label, cells, beside, past: figures }) => {
              const told = past && figures.flat().length > 0 ? past : undefined;
              const others = groups.flatMap((group, index) => {
                const one = beside[index];
                const inShort = one && besideInShort(one, words);
                return inShort ? [`${nameOf(group.id)}, ${inShort}`] : [];
              });
              return (
                <Fragment key={`${item} ${words.of(label)}`}>
                  <tr class={told || others.length > 0 ? styles.hasPast : undefined}>
                    <th scope="row" {...words.inSurvey}>
                      {words.of(label)}
                    </th>
                    {groups.map((group, index) => (
                      <td key={group.id}>
                        <ShareCell words={words} cell={cells[index]} />
                      </td>
                    ))}
                  </tr>
                  {others.length > 0 && (
                    <tr class={told && styles.hasPast}>
                      <td class={styles.base} colSpan={groups.length + 1}>
                        {others.join('. ')}
                      </td>
                    </tr>
                  )}
                  {told && (
                    <tr>
                      <td colSpan={groups.length + 1}>
                        {groups.map((group, index) => (
                          <PastLine
                            key={group.id}
                            words={words}
                            past={told}
                            answers={[{ figures: figures[index] ?? [] }]}
                            group={group.id}
                          />
                        ))}
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      ))}
      {past && <PastNotes words={words} past={past} figures={printed} />}
    </details>
  );
}
