import { hrefTo } from '../../address/routes.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import type { CriterionReading, ProfileReading } from '../../profile/card-reading.ts';
import type { SharingWords } from '../../words/sharing-words.ts';
import styles from './capsule.module.css';

interface CompareCardsProps {
  readonly words: SharingWords;
  readonly brought: ProfileReading;
  readonly own: ProfileReading;
}

/** Two situations side by side, in words. No count of matching criteria: it would be read as a result. */
export function CompareCards({ words, brought, own }: CompareCardsProps) {
  const text = words.sharing;
  return (
    <section class={`stack start ${styles.beside}`} aria-labelledby="beside-title">
      <h2 id="beside-title">{text['capsule.beside']}</h2>
      <p>{text['capsule.beside-why']}</p>
      <table class={`data-table ${styles.sides}`}>
        <thead>
          <tr>
            <td />
            <th scope="col">{text['capsule.this']}</th>
            <th scope="col">{text['capsule.yours']}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{text['capsule.profile']}</th>
            {[brought, own].map((reading) => (
              <td key={reading === own ? 'own' : 'brought'}>
                <span class={styles.emblems}>
                  {reading.nearest.map(({ id }) => (
                    <span key={id} data-emblem={id}>
                      <Emblem profile={id} />
                    </span>
                  ))}
                </span>
                {profileIn(words, reading)}
              </td>
            ))}
          </tr>
          {brought.criteria.map((criterion) => {
            const mine = own.criteria.find((one) => one.id === criterion.id);
            const [theirs, ours] = mine ? valuesOf(criterion, mine) : [criterion.glance, ''];
            return (
              <tr key={criterion.id} data-criterion={criterion.id}>
                <th scope="row">{criterion.short}</th>
                {theirs === ours ? (
                  <td colSpan={2} data-same>
                    {text['capsule.both'](theirs)}
                  </td>
                ) : (
                  <>
                    <td>{theirs}</td>
                    <td>{ours}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <a class="secondary button" href={hrefTo({ screen: 'card' })}>
        {text['capsule.own']}
      </a>
    </section>
  );
}

/** In as few words as tell them apart. */
function valuesOf(one: CriterionReading, other: CriterionReading): readonly [string, string] {
  const isHidden = one.glance === other.glance && one.observed.join() !== other.observed.join();
  return isHidden ? [one.observed.join(' · '), other.observed.join(' · ')] : [one.glance, other.glance];
}

function profileIn(words: SharingWords, { nearest, profile }: ProfileReading): string {
  return profile ? profile.name : `${words.sharing['draw.composite']} (${words.list(nearest.map((one) => one.name))})`;
}
