import type { AddedCrossingRow } from '../../wire/organiser/organiser-reply.ts';
import { may, useDesk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { DecisionForm } from './decision-form.tsx';

interface AddedCrossingsProps {
  readonly crossings: readonly AddedCrossingRow[];
  readonly isFinalMade: boolean;
  readonly today: string;
  readonly onDone: () => void;
}

/** What the organiser has added to the fixed tables, each with the way to take it away. */
export function AddedCrossings({ crossings, isFinalMade, today, onDone }: AddedCrossingsProps) {
  const desk = useDesk();
  const { words } = desk;
  const { conducting: text } = words.desk;
  if (crossings.length === 0) return null;
  return (
    <section aria-labelledby="added">
      <h2 id="added">{text.added}</h2>
      <p class="help">{isFinalMade ? text.addedFinal : text.addedHelp}</p>
      <ul class="flags lines">
        {crossings.map(({ rows, columns, on }) => {
          const name = `${nameOfItem(desk, rows)} × ${nameOfItem(desk, columns)}`;
          return (
            <li key={`${rows} ${columns}`}>
              <p>
                {name} <span class="help">{text.addedOn(words.date(on))}</span>
              </p>
              {may(desk, 'decide') ? (
                <DecisionForm
                  call="crossing"
                  also={{ rows, columns, wanted: 'unlisted' }}
                  label={text.unlist}
                  name={`${text.unlist} ${name}`}
                  days={[]}
                  today={today}
                  onDone={onDone}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
