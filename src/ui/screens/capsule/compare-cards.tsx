import type { ProfileReading } from '../../profile/reading.ts';
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
  const lines = [
    {
      id: 'profile',
      title: text['capsule.profile'],
      brought: [profileIn(words, brought)],
      own: [profileIn(words, own)],
    },
    ...brought.criteria.map((criterion) => ({
      id: criterion.id,
      title: criterion.title,
      brought: criterion.observed,
      own: own.criteria.find((one) => one.id === criterion.id)?.observed ?? [],
    })),
  ];
  return (
    <section class={styles.beside} aria-labelledby="beside-title">
      <h2 id="beside-title">{text['capsule.beside']}</h2>
      <p>{text['capsule.beside-why']}</p>
      <ul class={styles.sides}>
        {lines.map((line) => (
          <li key={line.id}>
            <h3>{line.title}</h3>
            {line.brought.join() === line.own.join() ? (
              <dl data-same>
                <div>
                  <dt>{text['capsule.same']}</dt>
                  <Values values={line.own} />
                </div>
              </dl>
            ) : (
              <dl>
                <div>
                  <dt>{text['capsule.this']}</dt>
                  <Values values={line.brought} />
                </div>
                <div>
                  <dt>{text['capsule.yours']}</dt>
                  <Values values={line.own} />
                </div>
              </dl>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Values({ values }: { readonly values: readonly string[] }) {
  return (
    <>
      {values.map((value) => (
        <dd key={value}>{value}</dd>
      ))}
    </>
  );
}

function profileIn(words: SharingWords, { composite, nearest, profile }: ProfileReading): string {
  return composite
    ? `${words.sharing['draw.composite']} (${words.list(nearest.map((one) => one.name))})`
    : profile.name;
}
