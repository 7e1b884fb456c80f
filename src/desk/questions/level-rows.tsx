import type { QuestionCounts } from '../../wire/organiser/organiser-reply.ts';
import { lineName, offeredIn } from '../crossing/item-words.ts';
import { useNaming } from '../crossing/use-naming.tsx';
import { nameOfItem } from '../parts/item-name.ts';
import { NumberTable } from '../parts/number-table.tsx';
import { barsOf } from './question-bars.ts';

/** The rows of a matrix: a bar in as many parts as there are levels, and the table with the numbers. */
export function LevelRows({ rows }: { readonly rows: readonly QuestionCounts[] }) {
  const desk = useNaming();
  const { words, survey } = desk;
  const { questions: text } = words.desk;
  const offered = offeredIn(survey);
  const levels = rows[0] ? (offered(rows[0].item) ?? rows[0].options) : [];
  const [first] = rows;
  const [top] = levels;
  if (!first || top === undefined) return null;
  const nameOf = (id: string) => lineName(desk, first, { kind: 'option', id, at: 0 });
  return (
    <>
      <p class="row small" aria-hidden="true">
        {levels.map((id, place) => (
          <span key={id}>
            <span class="key fill" data-level={place} /> {nameOf(id)}
          </span>
        ))}
      </p>
      <table class="bars">
        <tbody>
          {rows.map((row) => {
            const { base } = barsOf(row, offered);
            return (
              <tr key={row.item}>
                <th scope="row">{nameOfItem(desk, row.item)}</th>
                <td class="number">
                  <b>{words.number(countOf(row, top))}</b>
                  <span class="paper-only">{levels.slice(1).map((id) => ` · ${words.number(countOf(row, id))}`)}</span>
                </td>
                <td class="strip" aria-hidden="true">
                  {levels.map((id, place) => (
                    <span
                      key={id}
                      class="fill"
                      data-level={place}
                      style={{ inlineSize: `${base === 0 ? 0 : (100 * countOf(row, id)) / base}%` }}
                    />
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="help">
        {text.numberOf(nameOf(top))}
        <span class="paper-only">{levels.slice(1).map((id) => ` · ${nameOf(id)}`)}</span>
      </p>
      <details class="screen-only">
        <summary>{text.numbers}</summary>
        <NumberTable
          first=""
          numbers={levels.map(nameOf)}
          rows={rows.map((row) => ({
            key: row.item,
            name: nameOfItem(desk, row.item),
            numbers: levels.map((id) => words.number(countOf(row, id))),
          }))}
        />
      </details>
    </>
  );
}

function countOf({ options, counts }: QuestionCounts, id: string): number {
  return counts[options.indexOf(id)] ?? 0;
}
