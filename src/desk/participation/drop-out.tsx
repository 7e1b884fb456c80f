import { useMemo } from 'preact/hooks';
import type { Participation } from '../../wire/organiser/organiser-reply.ts';
import { Steps } from '../chart/steps.tsx';
import { type Desk, useDesk } from '../parts/desk-context.ts';
import { NumberTable } from '../parts/number-table.tsx';
import { HomeFold } from './home-fold.tsx';
import { type Reached, reachedBy } from './take-part.ts';

/** The largest drops, named next to the curve. */
const NAMED = 3;

/** Where those who did not finish went no further: a curve, its largest falls in words, and the table. */
export function DropOut({ participation }: { readonly participation: Participation }) {
  const desk = useDesk();
  const { words, survey } = desk;
  const { participation: text } = words.desk;
  const rows = useMemo(() => reachedBy(survey, participation), [survey, participation]);
  const values = useMemo(() => [...rows.map(({ reached }) => reached), participation.complete], [rows, participation]);
  // From a tenth of the range below the least, so that the falls are seen; never below nothing.
  const from = Math.max(0, Math.floor(participation.complete - (values[0] ?? 0) * 0.1));
  const falls = rows
    .filter(({ stopped }) => stopped > 0)
    .toSorted((a, b) => b.stopped - a.stopped)
    .slice(0, NAMED);
  return (
    <HomeFold id="drop-out" title={text.dropOut} digest={digestOf(desk, falls[0])}>
      <p>{text.dropOutBase(words.number(values[0] ?? 0))}</p>
      {falls.length === 0 ? (
        <p>{text.noDropOuts}</p>
      ) : (
        <>
          <p class="axis" aria-hidden="true">
            {words.number(values[0] ?? 0)}
          </p>
          <Steps values={values} from={from} />
          <p class="axis ends">
            <span>{from > 0 ? text.scaleFrom(words.number(from)) : ''}</span>
            <span>{text.completeSoFar(words.number(participation.complete))}</span>
          </p>
          <ul class="stack">
            {falls.map((row) => (
              <li key={row.question}>
                <b>{`− ${words.number(row.stopped)}`}</b> · {nameOf(desk, row)}
              </li>
            ))}
          </ul>
          <details>
            <summary>{text.dropOutTable}</summary>
            <NumberTable
              first={text.question}
              numbers={[text.reached, text.stopped]}
              rows={rows.map((row) => ({
                key: row.question ?? '',
                name: nameOf(desk, row),
                numbers: [words.number(row.reached), words.number(row.stopped)],
              }))}
            />
          </details>
        </>
      )}
    </HomeFold>
  );
}

function digestOf({ words }: Desk, worst: Reached | undefined): string {
  const { participation: text } = words.desk;
  if (!worst) return text.noDropOuts;
  const fewer = `− ${words.number(worst.stopped)}`;
  return worst.question === null ? `${fewer} · ${text.beforeFirst}` : text.worstDrop(fewer, worst.number);
}

function nameOf({ survey, words }: Desk, { question, number }: Reached): string {
  const asked = question === null ? undefined : survey.question.get(question);
  return asked ? `${number}. ${words.of(asked.text)}` : words.desk.participation.beforeFirst;
}
