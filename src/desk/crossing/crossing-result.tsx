import { useMemo, useState } from 'preact/hooks';
import { CopyButton } from '../../ui/elements/copy-button.tsx';
import { saveFile } from '../../ui/elements/save-file.ts';
import type { CrossingTold } from '../calls/desk-reply.ts';
import { csvFile } from '../parts/csv-file.ts';
import type { Desk } from '../parts/desk-context.ts';
import { nameOfItem } from '../parts/item-name.ts';
import { crossedTable } from './crossed-table.ts';
import { CrossingTable, type Shares } from './crossing-table.tsx';
import { IndependenceTest } from './independence-test.tsx';
import { lineName } from './item-words.ts';
import { PublishCrossing } from './publish-crossing.tsx';

interface CrossingResultProps {
  readonly desk: Desk;
  readonly told: CrossingTold;
  /** How many tests were tried since the page was opened. */
  readonly tests: number;
  readonly onTest: () => void;
  /** Whether these are some of the responses alone. */
  readonly isFiltered: boolean;
}

const SHARES: readonly Shares[] = ['column', 'row', 'whole'];

/** The table with what is not in it, and what may be done with it. */
export function CrossingResult({ desk, told, tests, onTest, isFiltered }: CrossingResultProps) {
  const { words } = desk;
  const { crossing: text } = words.desk;
  const [shares, setShares] = useState<Shares>('column');
  const [hasIntervals, setHasIntervals] = useState(false);
  const table = useMemo(() => crossedTable(told), [told]);
  const number = words.number;
  const lines = useMemo(() => plainTable(desk, told), [desk.survey, words, told]);
  return (
    <>
      <p class="count">
        {text.inTable(number(table.inside), table.inside)}
        <span class="help">{` ${text.outside(number(table.n), number(table.blank), number(table.notAsked))}`}</span>
      </p>
      <p class="notice">{text.exact}</p>
      {table.inside === 0 ? (
        <p>{text.nobody}</p>
      ) : (
        <div class="crossing">
          <CrossingTable desk={desk} told={told} table={table} shares={shares} hasIntervals={hasIntervals}>
            <CopyButton
              text={lines.map((line) => line.join('\t')).join('\n')}
              label={text.copy}
              copied={words.desk.inviting.copied}
              refused={words.desk.inviting.copyRefused}
            />
          </CrossingTable>
          <div class="stack aside">
            <fieldset>
              <legend>{text.shares}</legend>
              {SHARES.map((one) => (
                <label key={one} class="check">
                  <input type="radio" name="shares" checked={shares === one} onChange={() => setShares(one)} />
                  {text.shareOf[one]}
                </label>
              ))}
            </fieldset>
            <label class="check">
              <input
                type="checkbox"
                checked={hasIntervals}
                onChange={(event) => setHasIntervals(event.currentTarget.checked)}
              />
              {text.intervals}
            </label>
            {hasIntervals ? <p class="help">{text.ifRandom}</p> : null}
            <IndependenceTest desk={desk} told={told} table={table} tests={tests} onTest={onTest} />
            <button
              type="button"
              class="secondary"
              onClick={() => saveFile(csvFile(lines), `${told.rows.item}-${told.columns.item}.csv`)}
            >
              {text.csv}
            </button>
            <button type="button" class="secondary" onClick={() => print()}>
              {words.desk.inviting.print}
            </button>
          </div>
        </div>
      )}
      {told.demonstration ? null : (
        <PublishCrossing
          key={`${told.rows.item} ${told.columns.item}`}
          desk={desk}
          told={told}
          isFiltered={isFiltered}
        />
      )}
    </>
  );
}

/** Counts alone: shares are made of them. */
function plainTable(desk: Desk, told: CrossingTold): readonly (readonly string[])[] {
  const { rows, columns, counts, ofRows } = crossedTable(told);
  const { total } = desk.words.desk.participation;
  return [
    [nameOfItem(desk, told.rows.item), ...columns.map((line) => lineName(desk, told.columns, line)), total],
    ...rows.map((line, at) => [
      lineName(desk, told.rows, line),
      ...(counts[at] ?? []).map(String),
      String(ofRows[at] ?? 0),
    ]),
  ];
}
