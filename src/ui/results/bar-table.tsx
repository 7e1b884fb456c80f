import { Emblem } from '../emblems/emblem.tsx';
import styles from './figure.module.css';
import { RowFoot, type TableProps } from './row-foot.tsx';
import { RowHead } from './row-head.tsx';
import { Share } from './share.tsx';
import { countInWords, toldOf, whyHidden } from './told-figure.ts';

/** A bar beside each number, all on one scale: for lists without order, and for what one respondent may give several of. */
export function BarTable({ figure, caption, words, past, of = 'respondents', isDated, under }: TableProps) {
  const { levels, rows } = figure;
  const text = words.results;
  const lengths = rows.flatMap((row) => levels.map((level) => lengthOf(toldOf(row, level, of))));
  const most = Math.max(0.01, ...lengths);
  const isOfProfiles = levels.some(({ profile }) => profile !== undefined);
  const pasts = new Map(rows.map((row) => [row.id, past?.(row)]));
  const hasPast = [...pasts.values()].some((one) => one !== undefined);
  const columns = hasPast ? 4 : 3;
  return (
    <table class={`${styles.table} ${styles.bars}`} data-figure="bars">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{text[isOfProfiles ? 'table.profile' : 'table.answer']}</th>
          <th scope="col">{text['table.share']}</th>
          <th scope="col">{text['table.count']}</th>
          {hasPast && <th scope="col">{[...pasts.values()].find((one) => one)?.label}</th>}
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={row.id} data-group={row.id}>
          {rows.length > 1 && (
            <tr class={styles.name}>
              <th scope="rowgroup" colSpan={columns}>
                <RowHead row={row} of={of} words={words} isDated={isDated} />
              </th>
            </tr>
          )}
          {row.shown ? (
            levels.map((level) => {
              const told = toldOf(row, level, of);
              return (
                <tr key={level.id}>
                  <th scope="row">
                    <span class={styles.answer}>
                      <span class={styles.label}>
                        {level.profile !== undefined && <Emblem profile={level.profile} />}
                        {level.label}
                      </span>
                      <span class={styles.track} aria-hidden="true">
                        <span
                          data-tone={level.tone}
                          data-emblem={level.profile}
                          style={{ inlineSize: `${(lengthOf(told) / most) * 100}%` }}
                        />
                      </span>
                    </span>
                  </th>
                  <td>
                    <Share told={told} phase={row.phase} words={words} />
                  </td>
                  <td>{told ? countInWords(told.count, row.phase, words) : '–'}</td>
                  {hasPast && <td class={styles.past}>{pasts.get(row.id)?.of(level) ?? '–'}</td>}
                </tr>
              );
            })
          ) : (
            <tr>
              <td class={styles.hidden} colSpan={columns}>
                <span>{whyHidden(row, words)}</span>
              </td>
            </tr>
          )}
          <RowFoot figure={figure} row={row} words={words} columns={columns}>
            {row.shown && under?.(row)}
          </RowFoot>
        </tbody>
      ))}
    </table>
  );
}

/** From 0 to 1. Where neither a share nor a range is told, a bar would tell it. */
function lengthOf(told: ReturnType<typeof toldOf>): number {
  if (!told || (told.share === undefined && !told.range)) return 0;
  return Math.min(1, told.count / told.base);
}
