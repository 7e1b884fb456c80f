import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/fr/later.ts';
import type { ProfileReading } from './card-reading.ts';
import { CriterionMark } from './criterion-mark.tsx';
import styles from './profile-head.module.css';

/** Shows the respondent's value of each criterion, with the emblem of the profiles that it matches: of each, where profiles tie. */
export function Chips({ reading, text }: { readonly reading: ProfileReading; readonly text: CardStrings }) {
  const near = reading.columns.filter((one) => one.isNear);
  return (
    <ul class={styles.chips} data-chips={near.length}>
      {reading.criteria.map(({ id, short, glance }, index) => {
        const agreeing = near.filter((one) => one.cells[index]?.matches);
        return (
          <li key={id} data-matches={agreeing.length > 0}>
            {agreeing.length > 0 ? (
              <span class={styles.agreeing}>
                {agreeing.map((one) => (
                  <span key={one.id} data-emblem={one.id}>
                    <Emblem profile={one.id} />
                  </span>
                ))}
              </span>
            ) : (
              <CriterionMark matches={false} />
            )}
            <span>
              <span class="unseen" {...reading.mark}>
                {short}.{' '}
              </span>
              <span {...reading.mark}>{glance}</span>
              <span class="unseen">
                . {agreeing.length === 0 ? text['card.differs'] : text['card.matches']}
                {near.length > 1 ? ` ${agreeing.map((one) => one.name).join(', ')}` : ''}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
