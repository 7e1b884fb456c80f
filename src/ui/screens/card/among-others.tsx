import { useMemo } from 'preact/hooks';
import { type Cell, compare } from '../../comparison/compare.ts';
import { Comparison, type ComparisonProps, Types } from '../../comparison/comparison.tsx';
import { Emblem } from '../../emblems/emblem.tsx';
import type { NotComputed, ProfileReading } from '../../profile/card-reading.ts';
import styles from './among-others.module.css';
import { Fold } from './fold.tsx';

interface AmongProps extends Omit<ComparisonProps, 'profile'> {
  /** Without a profile no bar is one's own. */
  readonly reading: ProfileReading | NotComputed;
}

/** One's own kind of respondent, in a bar a profile; every number, and the other kinds, in a line that opens. */
export function AmongOthers({ reading, ...given }: AmongProps) {
  const { words, survey, results, stratum, past } = given;
  const text = words.sharing;
  const isComposite = reading.kind === 'profile' && reading.composite;
  const profile = reading.kind === 'profile' && !reading.composite ? reading.profile.id : undefined;
  const compared = useMemo(
    () => compare({ survey, results, stratum, profile, past }),
    [survey, results, stratum, profile, past],
  );
  const whole = <Comparison {...given} profile={profile} />;
  const group = compared.kind === 'published' ? compared.groups[0] : undefined;
  if (compared.kind !== 'published' || !group) return whole;
  const type = survey.question.get(survey.stratum ?? '')?.choice.get(group.id);
  const lines = [
    ...compared.profiles.map(({ id, name, own, cells }) => ({
      id,
      name: words.of(name),
      own,
      emblems: [id],
      tones: own ? [id] : [],
      cell: cells[0],
    })),
    {
      id: 'composite',
      name: text['comparison.composites'],
      own: isComposite,
      emblems: [],
      tones: isComposite ? reading.nearest.map((one) => one.id) : [],
      cell: compared.composites[0],
    },
  ];
  const most = Math.max(0.01, ...lines.map(({ cell }) => lengthOf(cell)));
  return (
    <section class={styles.among} data-among={group.id} aria-labelledby="among-title">
      <h2 id="among-title">{text['among.title'](words.number(group.n))}</h2>
      <p class={styles.quiet}>
        {text['among.who'](type ? words.of(type.label) : text['comparison.everyone'], words.day(noonOf(group.asOf)))}
      </p>
      {type ? null : <Types words={words} types={compared.types} />}
      {results?.demonstration ? (
        <p class={styles.quiet} data-comparison-of="demonstration">
          <strong>{text['among.demonstration']}</strong>
        </p>
      ) : null}
      <ul>
        {lines.map((line) => (
          <Line key={line.id} line={line} most={most} words={words} />
        ))}
      </ul>
      <Fold title={text['among.more']}>{whole}</Fold>
    </section>
  );
}

interface AmongLine {
  readonly id: string;
  readonly name: string;
  readonly own: boolean;
  readonly emblems: readonly string[];
  readonly tones: readonly string[];
  readonly cell: Cell | undefined;
}

interface LineProps {
  readonly line: AmongLine;
  /** The longest bar, from 0 to 1. */
  readonly most: number;
  readonly words: ComparisonProps['words'];
}

function Line({ line: { name, own, emblems, tones, cell }, most, words }: LineProps) {
  const text = words.sharing;
  return (
    <li data-own={own ? '' : undefined}>
      <span class={styles.emblem}>
        {emblems.map((one) => (
          <Emblem key={one} profile={one} />
        ))}
      </span>
      <div>
        <p>
          <span>
            {name}
            {own ? ` · ${text['among.own']}` : ''}
          </span>
          <span class={styles.share}>{shareInWords(cell, words)}</span>
        </p>
        <div class={styles.track} aria-hidden="true">
          <div style={{ inlineSize: `${(100 * lengthOf(cell)) / most}%` }}>
            {tones.map((one) => (
              <span key={one} data-emblem={one} />
            ))}
          </div>
        </div>
      </div>
    </li>
  );
}

function shareInWords(cell: Cell | undefined, words: ComparisonProps['words']): string {
  const text = words.sharing;
  if (cell === undefined || cell === 'held-back') return text['comparison.held-back'];
  const { share, range, count, base, few } = cell;
  if (share !== undefined) return text['comparison.about'](words.share(share / 100));
  if (range) return text['comparison.range'](range.least, range.most);
  return `${count === 0 ? text['comparison.few'](few) : words.number(count)} ${text['comparison.base'](words.number(base))}`;
}

/** From 0 to 1. Where neither a share nor a range is told, a bar would tell it. */
function lengthOf(cell: Cell | undefined): number {
  if (cell === undefined || cell === 'held-back' || (cell.share === undefined && !cell.range)) return 0;
  return Math.min(1, cell.count / cell.base);
}

/** A day without an hour, as a moment that is on that day wherever the device is. */
function noonOf(day: string): number {
  return new Date(`${day}T12:00`).getTime();
}
