import { useMemo } from 'preact/hooks';
import { SHOWN_FROM } from '../../core/results/disclosure/calendar.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import type { PastStudy } from '../../core/results/past-study.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Results } from '../../wire/results.ts';
import { hrefTo } from '../address/routes.ts';
import type { SharingWords } from '../words/sharing-words.ts';
import { compare, type TypeSize } from './compare.ts';
import styles from './comparison.module.css';
import { CriterionTables } from './criterion-tables.tsx';
import { ProfileShares } from './profile-shares.tsx';

export interface ComparisonProps {
  readonly words: SharingWords;
  readonly survey: Survey;
  /** The current publication, or the last one this device has seen. */
  readonly results: Results | undefined;
  /** The current one could not be asked for. */
  readonly isKept: boolean;
  readonly stratum: string | undefined;
  /** The profile to mark as one's own: none where several are as near. */
  readonly profile: string | undefined;
  readonly past: PastStudy | undefined;
}

/** What others answered, dated and sized. It never places the respondent among them. */
export function Comparison({ words, survey, results, isKept, stratum, profile, past }: ComparisonProps) {
  const text = words.sharing;
  const comparison = useMemo(
    () => compare({ survey, results, stratum, profile, past }),
    [survey, results, stratum, profile, past],
  );
  const type = survey.question.get(survey.stratum ?? '')?.choice.get(stratum ?? '');
  const nameOf = (group: string) => (group === EVERYONE || !type ? text['comparison.everyone'] : words.of(type.label));
  return (
    <section class={styles.comparison} data-comparison={comparison.kind} aria-labelledby="comparison-title">
      <h2 id="comparison-title">{text['comparison.title']}</h2>
      {comparison.kind === 'unread' ? <p>{text['comparison.unread']}</p> : null}
      {comparison.kind === 'unpublished' ? <p>{text['comparison.unpublished'](SHOWN_FROM)}</p> : null}
      {comparison.kind === 'published' ? (
        <>
          <p class={styles.snapshot}>
            {text['comparison.snapshot'](responses(words, comparison.n), words.day(noonOf(comparison.asOf)))}
          </p>
          <Types words={words} types={comparison.types} />
          {results?.demonstration ? (
            <p class={styles.snapshot} data-comparison-of="demonstration">
              {text['comparison.demonstration']}
            </p>
          ) : null}
          {isKept ? <p class={styles.quiet}>{text['comparison.kept']}</p> : null}
          {comparison.ownTypeHidden ? (
            <p>{text['comparison.small-type'](type ? words.of(type.label) : '', comparison.leastBase)}</p>
          ) : null}
          <ProfileShares
            words={words}
            groups={comparison.groups}
            profiles={comparison.profiles}
            between={comparison.between}
            apart={comparison.apart}
            nameOf={nameOf}
          />
          {comparison.criteria.length > 0 && (
            <CriterionTables
              words={words}
              groups={comparison.groups}
              criteria={comparison.criteria}
              nameOf={nameOf}
              past={past}
            />
          )}
          <p class={styles.quiet}>
            {text[`comparison.moved-${comparison.phase}`]}
            {results?.phase === 'results' && ` ${text['comparison.final']}`}
          </p>
          <a class={`secondary button ${styles.all}`} href={hrefTo({ screen: 'results' })}>
            {text['comparison.all']}
          </a>
        </>
      ) : null}
    </section>
  );
}

/** Everyone is mostly of the type that answered most: nothing weighs them. */
export function Types({ words, types }: { readonly words: SharingWords; readonly types: readonly TypeSize[] }) {
  if (types.length === 0) return null;
  const listed = types.map(({ label, n }) => `${words.of(label)}\u00a0${words.number(n)}`).join(', ');
  return <p class={styles.quiet}>{words.sharing['comparison.types'](listed)}</p>;
}

function responses(words: SharingWords, n: number): string {
  return words.sharing['comparison.responses'](n, words.number(n));
}

/** A day without an hour, as a moment that is on that day wherever the device is. */
function noonOf(day: string): number {
  return new Date(`${day}T12:00`).getTime();
}
