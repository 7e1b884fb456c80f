import { useMemo } from 'preact/hooks';
import type { Answers } from '../../core/survey/answers.ts';
import type { Presentation } from '../../core/survey/presentation.ts';
import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/fr/later.ts';
import type { ProfileStrings } from '../words/fr/profile.ts';
import { profileStrings } from '../words/profile-words.ts';
import type { LanguageMark, Words } from '../words/words.ts';
import type { CriterionReading, NotComputed, ProfileColumn, ProfileReading } from './card-reading.ts';
import { type ChangesToOne, changesByProfile } from './changes-by-profile.ts';
import { ProfileTable } from './profile-table.tsx';
import { answersToward } from './quiz-answers.ts';
import why from './why.module.css';

export { Reasons } from './why.tsx';

export interface RestProps {
  readonly reading: ProfileReading | NotComputed;
  readonly presentation?: Presentation | undefined;
  readonly words: Words;
  readonly text: CardStrings;
  readonly isBrought?: boolean;
  /** The answers of the interview, while it is on this page. */
  readonly answers?: Answers | undefined;
}

/** The part below the head of a card. */
export function Rest({ reading, isBrought = false, words, text, answers, presentation }: RestProps) {
  const strings = profileStrings(words.uiLanguage);
  const changes = useMemo<readonly ChangesToOne[]>(
    () => (reading.kind === 'profile' ? changesByProfile(reading, words, presentation?.changes) : []),
    [reading, words, presentation],
  );
  if (reading.criteria.length === 0) {
    const reasons =
      reading.kind === 'profile' && answers ? answersToward(reading.profile.id, reading.survey, words, answers) : [];
    return reasons.length > 0 ? <QuizReasons reasons={reasons} strings={strings} mark={reading.mark} /> : null;
  }
  return (
    <>
      <ProfileTable reading={reading} text={text} strings={strings} isBrought={isBrought} />
      {reading.kind === 'profile' && <Differences reading={reading} strings={strings} />}
      {reading.kind === 'profile' && <Changes changes={changes} strings={strings} mark={reading.mark} />}
    </>
  );
}

interface QuizReasonsProps {
  readonly reasons: readonly string[];
  readonly strings: ProfileStrings;
  readonly mark: LanguageMark | undefined;
}

function QuizReasons({ reasons, strings, mark }: QuizReasonsProps) {
  return (
    <section aria-labelledby="reasons-title">
      <h2 id="reasons-title">{strings['quiz-reasons']}</h2>
      <ul class="points" {...mark}>
        {reasons.slice(0, MOST_REASONS).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  );
}

/** The most answers that are named. */
const MOST_REASONS = 3;

/** Says in words where the answers differ from the nearest profiles. The table shows where they agree. */
function Differences({ reading, strings }: { readonly reading: ProfileReading; readonly strings: ProfileStrings }) {
  const { criteria, columns, outcome, profile } = reading;
  const near = columns.filter((one) => one.isNear);
  if (near.every((one) => one.cells.every(({ matches }) => matches))) return null;
  return (
    <details class="fold">
      <summary>{outcome !== 'near' ? strings.differences : strings['differences-from'](profile.name)}</summary>
      {near.map((one) => (
        <div key={one.id}>
          {outcome !== 'near' && <h3 {...reading.mark}>{one.name}</h3>}
          <Lines column={one} criteria={criteria} strings={strings} />
        </div>
      ))}
    </details>
  );
}

interface LinesProps {
  readonly column: ProfileColumn;
  readonly criteria: readonly CriterionReading[];
  readonly strings: ProfileStrings;
}

function Lines({ column, criteria, strings }: LinesProps) {
  return (
    <ul class="points small">
      {criteria.map(({ id, short, observed }, index) => {
        const cell = column.cells[index];
        if (!cell || cell.matches) return null;
        return (
          <li key={id} data-differs={id}>
            <strong>{strings.difference(short)}</strong> {observed.join('. ')}.{' '}
            <span class="aside">{strings.required(column.name, cell.required)}</span>
          </li>
        );
      })}
    </ul>
  );
}

interface ChangesProps {
  readonly changes: readonly ChangesToOne[];
  readonly strings: ProfileStrings;
  /** The language of the survey's texts, if the page is in another one. */
  readonly mark: LanguageMark | undefined;
}

/** Lists the profiles that a single change would lead to, be it an addition or a removal. Several profiles, which take a screen, are folded. */
function Changes({ changes, strings, mark }: ChangesProps) {
  if (changes.length === 0)
    return (
      <section aria-labelledby="changes-title">
        <h2 id="changes-title">{strings.changes}</h2>
        <p class="aside">{strings['changes-none']}</p>
      </section>
    );
  return (
    <details class="fold" open={changes.length === 1 || matchMedia('(min-width: 51.25rem)').matches}>
      <summary>
        <h2>{strings.changes}</h2>
        <span class={why.led} aria-hidden="true">
          {changes.map(({ profile }) => (
            <Emblem key={profile.id} profile={profile.id} />
          ))}
        </span>
      </summary>
      <div class={why.changes}>
        <p class="aside">{strings['changes-intro']}</p>
        {changes.map(({ profile, sentences }) => (
          <div key={profile.id} class={why.leads} data-emblem={profile.id}>
            <Emblem profile={profile.id} />
            <div>
              <h3 {...mark}>{profile.name}</h3>
              <ul class="stack" {...mark}>
                {sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          </div>
        ))}
      </div>
    </details>
  );
}
