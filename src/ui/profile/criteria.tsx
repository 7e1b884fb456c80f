import type { CardStrings } from '../words/fr/later.ts';
import styles from './criteria.module.css';
import type { CriterionReading, ProfileReading } from './reading.ts';

/** One mark a criterion: shape and word say whether it agrees, and the values stand beside each other. */
export function Criteria({ reading, text }: { readonly reading: ProfileReading; readonly text: CardStrings }) {
  return (
    <section aria-labelledby="criteria-title">
      <h2 id="criteria-title">{text['card.criteria'](String(reading.criteria.length))}</h2>
      {reading.alsoNear.length > 0 && (
        <p class={styles.beside}>
          {text['card.beside'](reading.profile.name)} {text['card.also'](reading.alsoNearNames)}
        </p>
      )}
      <ol class={styles.criteria}>
        {reading.criteria.map((criterion) => (
          <li key={criterion.id} data-matches={criterion.matches}>
            <CriterionMark matches={criterion.matches} />
            <div>
              <h3>{criterion.title}</h3>
              <p class={styles.verdict}>{criterion.matches ? text['card.matches'] : text['card.differs']}</p>
              <dl>
                <div>
                  <dt>{same(criterion) ? text['card.both'](reading.profile.name) : text['card.observed']}</dt>
                  <dd>
                    {criterion.observed.map((line) => (
                      <span key={line}>{line}.</span>
                    ))}
                  </dd>
                </div>
                {!same(criterion) && (
                  <div>
                    <dt>{text['card.required'](reading.profile.name)}</dt>
                    <dd>{criterion.required}.</dd>
                  </div>
                )}
              </dl>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Said once when both say the same. */
function same({ observed, required }: CriterionReading): boolean {
  return observed.length === 1 && observed[0] === required;
}

/** A full disc and an open ring have the same size and the same outline: neither is a reproach. */
export function CriterionMark({ matches }: { readonly matches: boolean }) {
  return (
    <svg
      class={styles.mark}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      aria-hidden="true"
    >
      <circle cx="16" cy="16" r="13" fill={matches ? 'currentColor' : 'none'} />
      {matches ? <path class={styles.tick} d="m10 16.5 4.5 4.5L22.5 12" /> : <path d="M10.5 16h11" />}
    </svg>
  );
}
