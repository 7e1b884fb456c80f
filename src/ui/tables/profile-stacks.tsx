import { Emblem } from '../emblems/emblem.tsx';
import { barPartsOf, countOfBase, shareInWords, whyHidden } from '../results/displayed-count.ts';
import type { FigureRow } from '../results/figure.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { ColumnNames } from './column-names.tsx';
import styles from './figure.module.css';
import { isRoomy, Stack } from './stack.tsx';
import type { FigureTableProps } from './stack-table.tsx';

interface ProfileStacksProps extends Pick<FigureTableProps, 'figure' | 'caption' | 'words'> {
  /** Complete responses of a group, moved as they are published; of one that is shown. */
  readonly sizeOf: (group: string) => number | undefined;
}

/** How many responses of each group have a profile, and one bar for each, cut into its profiles: their numbers stand in the table below. */
export function ProfileStacks({ figure, sizeOf, caption, words }: ProfileStacksProps) {
  const { levels, rows } = figure;
  const text = words.results;
  return (
    <table class={`data-table ${styles.table} ${styles.profiled}`} data-figure="profiled">
      <caption>
        {caption}
        <span class={styles.keys} aria-hidden="true">
          {levels.map(({ id, label, tone, profile }) => (
            <span key={id}>
              <span class={styles.key} data-tone={tone} data-emblem={profile} />
              {profile !== undefined && <Emblem profile={profile} />}
              {label}
            </span>
          ))}
        </span>
      </caption>
      <ColumnNames names={[text['who.group'], text['profiles.profiled']]} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-group={row.id}>
            <th scope="row">
              {row.name}
              {row.shown && <Stack levels={levels} row={row} />}
              {row.shown && barPartsOf(row, levels).length === 0 && (
                <span class={styles.small}>{text['cell.vague']}</span>
              )}
              <span class={styles.keys} aria-hidden="true">
                {barPartsOf(row, levels)
                  .filter(({ level, displayed }) => level.profile && displayed.count > 0 && !isRoomy(displayed))
                  .map(({ level: { id, label, profile = '' }, displayed }) => (
                    <span key={id} data-small={id}>
                      <Emblem profile={profile} />
                      {label} {shareInWords(displayed, words)}
                    </span>
                  ))}
              </span>
            </th>
            <td class={row.shown ? undefined : styles.hidden}>
              {row.shown ? profiledOf(row, sizeOf(row.id), words) : <span>{whyHidden(row, words)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function profiledOf({ shown }: FigureRow, size: number | undefined, words: ResultsWords): string {
  const base = shown?.base ?? 0;
  return size === undefined ? words.number(base) : countOfBase(base, size, words);
}
