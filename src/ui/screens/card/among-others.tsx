import { useMemo } from 'preact/hooks';
import { type Cell, compare } from '../../comparison/compare.ts';
import { Comparison, type ComparisonProps, Types } from '../../comparison/comparison.tsx';
import { markedParts, ofNoOne, type TwentyMark, twentyMarks } from '../../comparison/twenty-marks.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import { HalfDisc } from '../../emblems/half-disc.tsx';
import type { NotComputed, ProfileReading } from '../../profile/card-reading.ts';
import { capitalised } from '../../profile/voice.ts';
import styles from './among-others.module.css';
import { Fold } from './fold.tsx';

interface AmongProps extends Omit<ComparisonProps, 'profile'> {
  /** If it was not computed, no mark is highlighted as the respondent's own, and there is no sentence. */
  readonly reading: ProfileReading | NotComputed;
}

/**
 * Shows how the profiles are spread among the respondents of the same type, or among everyone if that type is not published: twenty marks
 * and a sentence. A fold below holds all numbers and the other types. Shows the plain comparison while no results are published.
 */
export function AmongOthers({ reading, ...given }: AmongProps) {
  const { words, survey, results, stratum, past } = given;
  const text = words.sharing;
  const ofNone = reading.kind === 'profile' ? ofNoOne(reading) : undefined;
  const profile = reading.kind === 'profile' && !reading.composite ? reading.profile.id : undefined;
  const compared = useMemo(
    () => compare({ survey, results, stratum, profile, past }),
    [survey, results, stratum, profile, past],
  );
  const whole = <Comparison {...given} profile={profile} />;
  const group = compared.kind === 'published' ? compared.groups[0] : undefined;
  if (compared.kind !== 'published' || !group) return whole;
  const type = survey.question.get(survey.stratum ?? '')?.choice.get(group.id);
  const parts = markedParts(compared, ofNone);
  const own = ofNone ? compared[ofNone][0] : compared.profiles.find((one) => one.own)?.cells[0];
  const ours = reading.kind === 'profile' ? shareInWords(own, words) : undefined;
  const name = reading.kind === 'profile' ? reading.profile.name : '';
  return (
    <section class={styles.among} data-among={group.id} aria-labelledby="among-title">
      <h2 id="among-title">{text['among.title'](words.number(group.n))}</h2>
      {ours && <p>{capitalised(ofNone ? text[`among.${ofNone}`](ours) : text['among.same'](ours, name), words)}</p>}
      {parts && <Marks marks={twentyMarks(parts)} />}
      <p class={styles.quiet}>
        {text['among.who'](type ? words.of(type.label) : text['comparison.everyone'], words.day(noonOf(group.asOf)))}
        {results?.demonstration && <strong data-comparison-of="demonstration"> · {text['among.demonstration']}</strong>}
      </p>
      {type ? null : <Types words={words} types={compared.types} />}
      <Fold title={text['among.more']}>{whole}</Fold>
    </section>
  );
}

/** Draws what the sentence and the tables say in numbers, so it is hidden from screen readers. */
function Marks({ marks }: { readonly marks: readonly TwentyMark[] }) {
  return (
    <ul class={styles.marks} aria-hidden="true" data-marks>
      {marks.map(({ profile, isOwn }, place) => (
        <li key={place} data-own={isOwn ? '' : undefined}>
          {profile === undefined ? <HalfDisc /> : <Emblem profile={profile} />}
        </li>
      ))}
    </ul>
  );
}

function shareInWords(cell: Cell | undefined, words: ComparisonProps['words']): string {
  const text = words.sharing;
  if (cell === undefined || cell === 'held-back') return text['comparison.held-back'];
  const { share, range, count, base } = cell;
  if (share !== undefined) return text['comparison.about'](words.share(share / 100));
  if (range) return text['comparison.range'](range.least, range.most);
  return `${words.number(count)} ${text['comparison.base'](words.number(base))}`;
}

/** Returns noon of a day (`2026-05-04`) in the device's time zone, in ms since 1970. */
function noonOf(day: string): number {
  return new Date(`${day}T12:00`).getTime();
}
