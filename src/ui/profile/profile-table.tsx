import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/later-words.ts';
import type { ProfileStrings } from '../words/profile-words.ts';
import type { ProfileReading } from './card-reading.ts';
import { CriterionMark } from './criterion-mark.tsx';
import styles from './profile-table.module.css';

interface TableProps {
  readonly reading: ProfileReading;
  readonly text: CardStrings;
  readonly strings: ProfileStrings;
  readonly isBrought: boolean;
}

/** The study's own table, with one's own answers in it. No totals: the columns are not compared with each other. */
export function ProfileTable({ reading, text, strings, isBrought }: TableProps) {
  const { columns, criteria } = reading;
  const count = String(columns.length);
  return (
    <section class={`stack ${styles.section}`} aria-labelledby="table-title">
      <h2 id="table-title">{isBrought ? strings['table-brought'](count) : strings.table(count)}</h2>
      <p class="aside">
        <CriterionMark matches /> {strings['table-how']}
        {!reading.isCounted && (
          <>
            {' '}
            <CriterionMark matches={undefined} /> {text['card.depends-on']}
          </>
        )}
      </p>
      <table class={styles.table} data-columns={columns.length} aria-labelledby="table-title">
        <thead>
          <tr>
            <th scope="col">{strings.criterion}</th>
            {columns.map(({ id, name, isNear }) => (
              <th key={id} scope="col" data-emblem={id} data-near={isNear ? '' : undefined}>
                <Emblem profile={id} />
                <span class={styles.name} {...reading.mark}>
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map(({ id, title, short, glance }, index) => (
            <tr key={id}>
              <th scope="row" {...reading.mark}>
                <span aria-hidden={short === title ? undefined : 'true'}>{short}</span>
                {short === title ? null : <span class="unseen">{title}</span>}
                <span class={`aside ${styles.glance}`}>{glance || text['card.unknown-value']}</span>
              </th>
              {columns.map(({ id: profile, isNear, cells }) => {
                const matches = cells[index]?.matches;
                return (
                  <td key={profile} data-emblem={profile} data-near={isNear ? '' : undefined}>
                    {matches === false ? (
                      <span class={styles.dot} aria-hidden="true" />
                    ) : (
                      <CriterionMark matches={matches} />
                    )}
                    <span class="unseen">
                      {matches === undefined
                        ? text['card.depends-on']
                        : text[matches ? 'card.matches' : 'card.differs']}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
