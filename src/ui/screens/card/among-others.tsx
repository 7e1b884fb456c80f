import { useMemo } from 'preact/hooks';
import type { DisplayedCount } from '../../../core/results/disclosure/shares.ts';
import { compare, type ProfileLine } from '../../comparison/compare.ts';
import { Comparison, type ComparisonProps, Types } from '../../comparison/comparison.tsx';
import { ownLines, partsCompared, type TwentyMark, twentyMarks } from '../../comparison/twenty-marks.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import type { ProfileReading } from '../../profile/card-reading.ts';
import { capitalised } from '../../profile/voice.ts';
import { BETWEEN } from '../../results/shown-numbers.ts';
import { Folded } from '../../tables/folded.tsx';
import type { SharingWords } from '../../words/sharing-words.ts';
import { writeShareRange } from '../../words/writing.ts';
import styles from './among-others.module.css';

/**
 * Shows how the profiles are spread among the respondents of the same type, or among everyone if that type is not published: twenty marks
 * and a sentence. A fold below holds all numbers and the other types. Shows the plain comparison while no results are published.
 */
export function AmongOthers({ reading, ...given }: ComparisonProps & { readonly reading: ProfileReading }) {
  const { words, survey, results, stratum, past } = given;
  const text = words.sharing;
  const compared = useMemo(
    () => compare({ survey, results, stratum, own: ownLines(reading), past }),
    [survey, results, stratum, reading, past],
  );
  const whole = <Comparison {...given} compared={compared} />;
  const group = compared.kind === 'published' ? compared.groups[0] : undefined;
  if (compared.kind !== 'published' || !group) return whole;
  const type = survey.question.get(survey.stratum ?? '')?.choice.get(group.id);
  const parts = partsCompared(compared.profiles);
  const lines = compared.profiles.filter(({ isOwn }) => isOwn);
  const sentences = lines.flatMap((line) => sentenceOf(line, words, lines.length > 1) ?? []).join(' ');
  return (
    <section class={styles.among} data-among={group.id} aria-labelledby="among-title">
      <h2 id="among-title">
        {group.profiled ? text['among.title'](words.number(group.profiled)) : text['comparison.title']}
      </h2>
      {sentences && <p>{sentences}</p>}
      {parts && <Marks marks={twentyMarks(parts)} />}
      <p class="aside">
        {parts && `${text['among.marks']} `}
        {text['among.who'](type ? words.of(type.label) : text['comparison.everyone'], words.date(group.asOf))}
        {!reading.isCounted && ` ${text['among.not-counted'](reading.criteria.length)}`}
        {results?.demonstration && <strong data-comparison-of="demonstration"> · {text['among.demonstration']}</strong>}
      </p>
      {type ? null : <Types words={words} types={compared.types} />}
      <div class="screen-only">
        <Folded summary={<h3>{text['among.more']}</h3>}>{whole}</Folded>
      </div>
    </section>
  );
}

/** A count of each, never a sum: where two profiles remain, the response is in neither. `undefined` where the number is not shown. */
function sentenceOf({ id, name, cells: [cell] }: ProfileLine, words: SharingWords, isOneOf: boolean) {
  if (!cell || cell.isVague) return undefined;
  const text = words.sharing;
  const amount = amountInWords(cell, words);
  if (name && isOneOf) return text['among.of'](amount, words.of(name));
  const own = name && text['among.same'](amount, words.of(name));
  return capitalised(own ?? text[id === BETWEEN ? 'among.between' : 'among.apart'](amount), words);
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

/** Says how many of the profiles that the title counts are near this one. */
function amountInWords(
  { range, share, count }: DisplayedCount,
  { sharing: text, number, uiLanguage }: SharingWords,
): string {
  return range && share === undefined
    ? text['among.range'](writeShareRange(range, uiLanguage))
    : text['among.count'](count, number(count));
}

/** The emblem of responses without a single named profile. */
function HalfDisc() {
  return (
    <svg viewBox="0 0 64 64" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="32" cy="32" r="25" />
      <path d="M32 7a25 25 0 0 0 0 50Z" fill="currentColor" />
    </svg>
  );
}
