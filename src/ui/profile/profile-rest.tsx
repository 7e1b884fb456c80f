import { useMemo } from 'preact/hooks';
import { type Answers, has } from '../../core/survey/answers.ts';
import type { Presentation } from '../../core/survey/presentation.ts';
import type { CardStrings } from '../words/fr/later.ts';
import type { ProfileStrings } from '../words/fr/profile.ts';
import { profileStrings } from '../words/profile-words.ts';
import type { LanguageMark } from '../words/words.ts';
import { type NotComputed, type ProfileReading, ruleInWords } from './card-reading.ts';
import { type ChangesToOne, changesByProfile } from './changes-by-profile.ts';
import { Differences } from './differences.tsx';
import styles from './profile.module.css';
import { Changes } from './profile-changes.tsx';
import { ProfileTable } from './profile-table.tsx';
import type { Voice } from './voice.ts';
import { Why } from './why.tsx';

interface BelowProps {
  readonly voice: Voice;
  readonly text: CardStrings;
}

/** The part below the head of a card. */
export function Rest({
  reading,
  isBrought,
  voice,
  text,
  answers,
  presentation,
}: BelowProps & {
  readonly reading: ProfileReading | NotComputed;
  readonly presentation: Presentation | undefined;
  readonly isBrought: boolean;
  /** The answers of the interview, while it is on this page. */
  readonly answers?: Answers | undefined;
}) {
  const strings = profileStrings(voice.uiLanguage);
  const changes = useMemo<readonly ChangesToOne[]>(
    () => (reading.kind === 'profile' ? changesByProfile(reading, voice, presentation?.changes) : []),
    [reading, voice, presentation],
  );
  if (reading.criteria.length === 0) {
    const reasons = reading.kind === 'profile' && answers ? quizReasons(reading, answers, voice) : [];
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
      <ul class={styles.reasons} {...mark}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  );
}

interface ReasonsProps extends BelowProps {
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
}

export function Reasons({ reading, presentation, voice, text }: ReasonsProps) {
  const { language, uiLanguage } = voice;
  const isProposed = presentation.aloud?.proposed === true;
  return (
    <Why
      reading={reading}
      rule={ruleInWords(reading, presentation)}
      isProposed={isProposed}
      text={text}
      strings={profileStrings(uiLanguage)}
      language={language}
    />
  );
}

/** The most answers that are named. */
const MOST_REASONS = 3;

/** Returns the answers to a quiz that bring the nearest profile the most points, in words. No number is shown, and no change is proposed. */
function quizReasons({ survey, profile }: ProfileReading, answers: Answers, voice: Voice): readonly string[] {
  const { weights = [] } = survey.typology?.affinity ?? {};
  return weights
    .flatMap(({ item, option, points }) => {
      const brings = points[profile.id] ?? 0;
      const question = survey.questionOfItem.get(item);
      const label = question?.choice.get(option)?.label;
      if (brings <= 0 || !question || !label || !has(answers, item, option)) return [];
      const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item)?.label : undefined;
      return [{ brings, sentence: `${voice.of(row ?? question.text)} ${voice.of(label)}` }];
    })
    .sort((one, other) => other.brings - one.brings)
    .slice(0, MOST_REASONS)
    .map(({ sentence }) => sentence);
}
