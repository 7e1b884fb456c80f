import { hrefTo } from '../../address/routes.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import { type CriterionReading, cardTitle, type ProfileReading } from '../../profile/card-reading.ts';
import { capitalised } from '../../profile/voice.ts';
import { cardStrings } from '../../words/later-words.ts';
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
  const unknown = capitalised(cardStrings(words.uiLanguage)['card.unknown-value'], words);
  return (
    <section class={`stack start ${styles.beside}`} aria-labelledby="beside-title">
      <h2 id="beside-title">{text['capsule.beside']}</h2>
      <p>{text['capsule.beside-why']}</p>
      <table class={`data-table ${styles.sides}`} aria-labelledby="beside-title">
        <thead>
          <tr>
            <td />
            <th scope="col">{text['capsule.this']}</th>
            <th scope="col">{text['capsule.yours']}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{text['comparison.profile']}</th>
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
          {brought.criteria.map((criterion, place) => {
            const [theirs, ours] = valuesOf(criterion, own.criteria[place]);
            return (
              <tr key={criterion.id} data-criterion={criterion.id}>
                <th scope="row">{criterion.short}</th>
                {theirs === ours ? (
                  <td colSpan={2} data-same>
                    {text['capsule.both'](theirs || unknown)}
                  </td>
                ) : (
                  <>
                    <td>{theirs || unknown}</td>
                    <td>{ours || unknown}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <a class="secondary button screen-only" href={hrefTo({ screen: 'card' })}>
        {text['capsule.own']}
      </a>
    </section>
  );
}

/** In as few words as tell them apart. */
function valuesOf(one: CriterionReading, other = one): readonly [string, string] {
  const isHidden = one.glance === other.glance && one.observed.join() !== other.observed.join();
  return isHidden ? [one.observed.join(' · '), other.observed.join(' · ')] : [one.glance, other.glance];
}

function profileIn(words: SharingWords, reading: ProfileReading): string {
  // Without the phrases of the survey, which are long for a cell.
  const title = cardTitle(reading, words.uiLanguage, {});
  const names = reading.nearest.map(({ name }) => name);
  return reading.outcome === 'open' && names.length > 0 ? `${title} (${words.list(names)})` : title;
}
