import type { AxisTold, CrossingTold, ForeseenTold } from '../calls/desk-reply.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { optionLines } from './crossed-table.ts';
import { lineName, type Naming, offeredIn } from './item-words.ts';

interface ForeseenTableProps {
  readonly desk: Naming;
  readonly told: CrossingTold;
  readonly foreseen: ForeseenTold;
}

/** The numbers as they would be drawn today. */
export function ForeseenTable({ desk, told, foreseen }: ForeseenTableProps) {
  const { words } = desk;
  const { crossing: text, conducting } = words.desk;
  const isGiven = (id: string) => Object.values(foreseen.crossing).some((row) => (row?.counts[id] ?? 0) > 0);
  const linesOf = (axis: AxisTold, isShown: (id: string) => boolean) =>
    optionLines(axis, offeredIn(desk.survey), (at) => isShown(axis.options[at - axis.states.length] ?? ''));
  const columns = linesOf(told.columns, isGiven);
  return (
    <div class="wide">
      <table>
        <caption>
          {text.foreseen(
            nameOfItem(desk, told.rows.item),
            nameOfItem(desk, told.columns.item),
            words.number(foreseen.n),
          )}
        </caption>
        <thead>
          <tr>
            <td />
            {columns.map((line) => (
              <th key={line.id} scope="col" class="number">
                {lineName(desk, told.columns, line)}
              </th>
            ))}
            <th scope="col" class="number">
              {text.answered}
            </th>
          </tr>
        </thead>
        <tbody>
          {linesOf(told.rows, (id) => Boolean(foreseen.crossing[id])).map((row) => {
            const shown = foreseen.crossing[row.id];
            return (
              <tr key={row.id}>
                <th scope="row">{lineName(desk, told.rows, row)}</th>
                {shown ? (
                  <>
                    {columns.map(({ id }) => (
                      <td key={id} class="number">
                        {words.number(shown.counts[id] ?? 0)}
                      </td>
                    ))}
                    <td class="number">{words.number(shown.base)}</td>
                  </>
                ) : (
                  <td colSpan={columns.length + 1}>{conducting.hidden}</td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="help">{`${conducting.moved} ${text.zero[foreseen.phase]} ${text.otherNumbers}`}</p>
    </div>
  );
}
