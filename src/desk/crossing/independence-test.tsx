import { useState } from 'preact/hooks';
import type { CrossingTold } from '../calls/desk-reply.ts';
import type { Desk } from '../parts/desk-context.ts';
import type { CrossedTable } from './crossed-table.ts';
import { independence } from './statistics.ts';

interface IndependenceTestProps {
  readonly desk: Desk;
  readonly told: CrossingTold;
  readonly table: CrossedTable;
  readonly tests: number;
  readonly onTest: () => void;
}

/** On demand, and counted: who tries twenty tables finds something in one of them. */
export function IndependenceTest({ desk, told, table, tests, onTest }: IndependenceTestProps) {
  const { words } = desk;
  const { crossing: text } = words.desk;
  const [tested, setTested] = useState<CrossedTable>();
  if (told.rows.isMultiple || told.columns.isMultiple) return <p class="help">{text.noTest}</p>;
  if (tested !== table)
    return (
      <button
        type="button"
        class="secondary"
        onClick={() => {
          setTested(table);
          onTest();
        }}
      >
        {text.test}
      </button>
    );
  const result = independence(table.counts);
  const decimal = (value: number) => words.number(Number(value.toPrecision(3)));
  return (
    <div role="status">
      <p>
        {result.kind === 'too-few'
          ? text.tooFew(result.cells)
          : result.kind === 'one-line'
            ? text.oneLine
            : text.tested(
                decimal(result.chi2),
                words.number(result.freedom),
                result.p < 0.001 ? text.below(words.number(0.001)) : decimal(result.p),
                decimal(result.v),
              )}
      </p>
      <p class="help">{`${text.ifRandom} ${text.tried(tests)}`}</p>
    </div>
  );
}
