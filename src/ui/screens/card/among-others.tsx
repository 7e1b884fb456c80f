import { useMemo } from 'preact/hooks';
import type { DisplayedCount } from '../../../core/results/disclosure/shares.ts';
import { compare, type ProfileLine } from '../../comparison/compare.ts';
import { Comparison, type ComparisonProps, Types } from '../../comparison/comparison.tsx';
import { ownLine, partsCompared, type TwentyMark, twentyMarks } from '../../comparison/twenty-marks.ts';
import { Emblem } from '../../emblems/emblem.tsx';
import type { NotComputed, ProfileReading } from '../../profile/card-reading.ts';
import { capitalised } from '../../profile/voice.ts';
import { BETWEEN } from '../../results/shown-numbers.ts';
import type { SharingWords } from '../../words/sharing-words.ts';
import styles from './among-others.module.css';
import { Fold } from './fold.tsx';

interface AmongProps extends ComparisonProps {
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
  const own = reading.kind === 'profile' ? ownLine(reading) : undefined;
  const compared = useMemo(
    () => compare({ survey, results, stratum, own, past }),
    [survey, results, stratum, own, past],
  );
  const whole = <Comparison {...given} compared={compared} />;
  const group = compared.kind === 'published' ? compared.groups[0] : undefined;
  if (compared.kind !== 'published' || !group) return whole;
  const type = survey.question.get(survey.stratum ?? '')?.choice.get(group.id);
  const parts = partsCompared(compared.profiles);
  const line = compared.profiles.find(({ isOwn }) => isOwn);
  const cell = line?.cells[0];
  return (
    <section class={styles.among} data-among={group.id} aria-labelledby="among-title">
      <h2 id="among-title">
        {group.profiled ? text['among.title'](words.number(group.profiled)) : text['comparison.title']}
      </h2>
      {line && cell && !cell.isVague && <p>{capitalised(sentenceOf(line, cell, words), words)}</p>}
      {parts && <Marks marks={twentyMarks(parts)} />}
      <p class="aside">
        {text['among.who'](type ? words.of(type.label) : text['comparison.everyone'], words.date(group.asOf))}
        {results?.demonstration && <strong data-comparison-of="demonstration"> · {text['among.demonstration']}</strong>}
      </p>
      {type ? null : <Types words={words} types={compared.types} />}
      <Fold title={text['among.more']}>{whole}</Fold>
    </section>
  );
}

function sentenceOf({ id, name }: ProfileLine, cell: DisplayedCount, words: SharingWords): string {
  const text = words.sharing;
  const share = shareInWords(cell, words);
  if (name) return text['among.same'](share, words.of(name));
  return text[id === BETWEEN ? 'among.between' : 'among.apart'](share);
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

function shareInWords({ share, range, count, base }: DisplayedCount, words: SharingWords): string {
  const text = words.sharing;
  if (share !== undefined) return text['comparison.about'](words.percent(share));
  if (range) return text['comparison.range'](range.least, range.most);
  return `${words.number(count)} ${text['comparison.base'](words.number(base))}`;
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
