import type { QuestionCounts } from '../../wire/organiser/organiser-reply.ts';
import { lineName } from '../crossing/item-words.ts';
import { useNaming } from '../crossing/use-naming.tsx';
import type { Bar, Bars } from './question-bars.ts';

interface BarListProps {
  readonly of: QuestionCounts;
  readonly bars: Bars;
}

/** A line for each option: its name, a bar, how many, and which share of those who answered. */
export function BarList({ of, bars: { shown, folded } }: BarListProps) {
  const desk = useNaming();
  const { questions: text } = desk.words.desk;
  const nameOf = (id: string) => lineName(desk, of, { kind: 'option', id, at: 0 });
  return (
    <>
      <BarTable of={of} bars={shown} />
      {folded.length > 0 ? (
        <>
          <details class="screen-only">
            <summary>{text.others(desk.words.number(folded.length), folded.length)}</summary>
            <BarTable of={of} bars={folded} />
          </details>
          <p class="paper-only">
            {folded.map((bar) => `${nameOf(bar.id)} ${desk.words.number(bar.count)}`).join(' · ')}
          </p>
        </>
      ) : null}
    </>
  );
}

function BarTable({ of, bars }: Pick<BarListProps, 'of'> & { readonly bars: readonly Bar[] }) {
  const desk = useNaming();
  const { words } = desk;
  return (
    <table class="bars">
      <tbody>
        {bars.map(({ id, count, share }) => (
          <tr key={id}>
            <th scope="row">{lineName(desk, of, { kind: 'option', id, at: 0 })}</th>
            <td class="number">
              <b>{words.number(count)}</b>
            </td>
            <td class="number help">{words.percent(share)}</td>
            <td class="strip" aria-hidden="true">
              <span class="fill" style={{ inlineSize: `${share * 100}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
