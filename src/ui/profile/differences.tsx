import type { ProfileStrings } from '../words/fr/profile.ts';
import type { CriterionReading, ProfileColumn, ProfileReading } from './card-reading.ts';
import styles from './why.module.css';

/** What the answers and the nearest profiles do not have in common, in words; what they have in common is in the table. */
export function Differences({
  reading,
  strings,
}: {
  readonly reading: ProfileReading;
  readonly strings: ProfileStrings;
}) {
  const { criteria, columns, composite, profile } = reading;
  const near = columns.filter((one) => one.isNear);
  if (near.every((one) => one.cells.every(({ matches }) => matches))) return null;
  return (
    <details class={styles.why}>
      <summary>{composite ? strings.differences : strings['differences-from'](profile.name)}</summary>
      {near.map((one) => (
        <div key={one.id} class={styles.change}>
          {composite && <h3 {...reading.mark}>{one.name}</h3>}
          <Lines column={one} criteria={criteria} strings={strings} />
        </div>
      ))}
    </details>
  );
}

interface LinesProps {
  readonly column: ProfileColumn;
  readonly criteria: readonly CriterionReading[];
  readonly strings: ProfileStrings;
}

function Lines({ column, criteria, strings }: LinesProps) {
  return (
    <ul>
      {criteria.map(({ id, short, observed }, index) => {
        const cell = column.cells[index];
        if (!cell || cell.matches) return null;
        return (
          <li key={id} data-differs={id}>
            <strong>{strings.difference(short)}</strong> {observed.join('. ')}.{' '}
            <span class={styles.quiet}>{strings.required(column.name, cell.required)}</span>
          </li>
        );
      })}
    </ul>
  );
}
