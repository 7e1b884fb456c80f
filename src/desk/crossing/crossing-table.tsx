import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { focusWhereWide } from '../../ui/tables/focus-where-wide.ts';
import type { CrossingReply } from '../../wire/organiser/organiser-reply.ts';
import { nameOfItem } from '../parts/item-name.ts';
import type { CrossedTable } from './crossed-table.ts';
import { lineName } from './item-words.ts';
import { useNaming } from './use-naming.tsx';

/** What 100 per cent is: the row, the column or the whole table. */
export type Shares = 'row' | 'column' | 'whole';

interface CrossingTableProps {
  /** Who is in it, where it is not everyone. */
  readonly filter: string;
  readonly reply: CrossingReply;
  readonly table: CrossedTable;
  readonly shares: Shares;
  readonly children: ComponentChildren;
}

/** Shows a share, its count and a bar in each cell. Totals count respondents. */
export function CrossingTable({ filter, reply, table, shares, children }: CrossingTableProps) {
  const desk = useNaming();
  const { words } = desk;
  const { crossing: text, participation } = words.desk;
  const { rows, columns, counts, ofRows, ofColumns, inside } = table;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows.map((_, row) => row) : largestRows(ofRows);
  const baseOf = (row: number, column: number) =>
    shares === 'row' ? (ofRows[row] ?? 0) : shares === 'column' ? (ofColumns[column] ?? 0) : inside;
  return (
    <div class="crossed-part">
      <figure class="wide" aria-labelledby="crossed" ref={focusWhereWide}>
        <table class="crossed">
          <caption>
            <span class="held">
              <span class="what" id="crossed">
                {text.crossed(nameOfItem(desk, reply.rows.item), nameOfItem(desk, reply.columns.item))}
              </span>
              {text.ofShares(text.shareOf[shares])}
              {filter ? <span class="n">{filter}</span> : null}
            </span>
          </caption>
          <thead>
            <tr>
              <td />
              {columns.map((line, at) => (
                <th key={line.id} scope="col">
                  {withWholeNumbers(lineName(desk, reply.columns, line))}
                  <span class="n">{text.n(words.number(ofColumns[at] ?? 0))}</span>
                </th>
              ))}
              <th scope="col">
                {text.whole}
                <span class="n">{text.n(words.number(inside))}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rows[row]?.id}>
                <th scope="row">{rows[row] && lineName(desk, reply.rows, rows[row])}</th>
                {columns.map((column, at) => (
                  <ShareCell key={column.id} count={counts[row]?.[at] ?? 0} base={baseOf(row, at)} />
                ))}
                <ShareCell count={ofRows[row] ?? 0} base={shares === 'row' ? (ofRows[row] ?? 0) : inside} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{participation.total}</th>
              {ofColumns.map((count, at) => (
                <td key={columns[at]?.id}>{words.number(count)}</td>
              ))}
              <td>{words.number(inside)}</td>
            </tr>
          </tfoot>
        </table>
      </figure>
      {shown.length < rows.length ? (
        <p class="row">
          {text.largest(words.number(shown.length), words.number(rows.length))}
          <Button label={text.allRows} onClick={() => setWhole(true)} />
        </p>
      ) : null}
      {reply.rows.isMultiple || reply.columns.isMultiple ? <p class="help">{text.several}</p> : null}
      {children}
    </div>
  );
}

const LONG_TABLE = 40;
const SHOWN_OF_LONG_TABLE = 24;

/** The places of the rows to show first: of a long table the largest that have somebody in them. */
function largestRows(ofRows: readonly number[]): readonly number[] {
  const places = ofRows.map((_, row) => row);
  if (places.length <= LONG_TABLE) return places;
  return places
    .filter((row) => (ofRows[row] ?? 0) > 0)
    .toSorted((one, other) => (ofRows[other] ?? 0) - (ofRows[one] ?? 0))
    .slice(0, SHOWN_OF_LONG_TABLE);
}

function ShareCell({ count, base }: { readonly count: number; readonly base: number }) {
  const { words } = useNaming();
  if (base === 0) return <td>{words.number(0)}</td>;
  const share = count / base;
  return (
    <td>
      <b>{words.percent(share)}</b> {words.number(count)}
      <span class="strip" aria-hidden="true">
        <span class="fill" style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </td>
  );
}

/** A number such as « 499 999 » stays on one line. */
function withWholeNumbers(name: string): string {
  return name.replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, '\u00a0');
}
