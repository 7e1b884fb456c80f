import { useMemo } from 'preact/hooks';
import type { Answers } from '../../core/survey/answers.ts';
import { Emblem } from '../emblems/emblem.tsx';
import type { ProfileStrings } from '../words/profile-words.ts';
import { profileStrings } from '../words/profile-words.ts';
import type { LanguageMark } from '../words/words.ts';
import { type ChangesToOne, changesByProfile } from './changes-by-profile.ts';
import { ProfileTable } from './profile-table.tsx';
import { answersToward } from './quiz-answers.ts';
import why from './why.module.css';
import type { ReasonsProps } from './why.tsx';

export { Reasons } from './why.tsx';

export interface RestProps extends ReasonsProps {
  readonly isBrought?: boolean;
  /** The answers of the interview, while it is on this page. */
  readonly answers?: Answers | undefined;
}

export function Rest({ reading, isBrought = false, words, text, answers, presentation }: RestProps) {
  const strings = profileStrings(words.uiLanguage);
  const changes = useMemo<readonly ChangesToOne[]>(
    () => (reading.isCounted ? changesByProfile(reading, words, presentation.changes) : []),
    [reading, words, presentation],
  );
  const { profile } = reading;
  if (reading.criteria.length === 0) {
    const reasons = profile && answers ? answersToward(profile.id, reading.survey, words, answers) : [];
    if (reasons.length === 0) return null;
    return (
      <section aria-labelledby="reasons-title">
        <h2 id="reasons-title">{strings['quiz-reasons']}</h2>
        <ul class="points" {...reading.mark}>
          {reasons.slice(0, MOST_REASONS).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </section>
    );
  }
  return (
    <>
      <ProfileTable reading={reading} text={text} strings={strings} isBrought={isBrought} />
      {reading.isCounted && (
        <Changes changes={changes} title={strings.changes(isBrought)} strings={strings} mark={reading.mark} />
      )}
    </>
  );
}

/** The most answers that are named. */
const MOST_REASONS = 3;

interface ChangesProps {
  readonly title: string;
  readonly changes: readonly ChangesToOne[];
  readonly strings: ProfileStrings;
  /** The language of the survey's texts, if the page is in another one. */
  readonly mark: LanguageMark | undefined;
}

/** Lists the profiles that a single change would lead to, be it an addition or a removal. Several profiles, which take a screen, are folded. */
function Changes({ title, changes, strings, mark }: ChangesProps) {
  if (changes.length === 0)
    return (
      <section aria-labelledby="changes-title">
        <h2 id="changes-title">{title}</h2>
        <p class="aside">{strings['changes-none']}</p>
      </section>
    );
  return (
    <details class="fold" open={changes.length === 1 || matchMedia('(min-width: 51.25rem)').matches}>
      <summary>
        <h2>{title}</h2>
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
