import type { Presentation } from '../../core/survey/presentation.ts';
import { useAsync } from '../elements/use-async.ts';
import { whenIdle } from '../elements/when-idle.ts';
import type { CardStrings } from '../words/fr/later.ts';
import { profileStrings } from '../words/profile-words.ts';
import type { Words } from '../words/words.ts';
import { isAlphabetical } from '../words/writing.ts';
import { type ProfileReading, ruleInWords } from './card-reading.ts';

const PATIENCE = 1000;

export interface ReasonsProps {
  readonly reading: ProfileReading;
  readonly presentation: Presentation;
  readonly words: Words;
  readonly text: CardStrings;
}

/** Explains how the profile was found, why it may be none alone, and what it is not. */
export function Reasons({ reading, presentation, words: { language, uiLanguage }, text }: ReasonsProps) {
  const { outcome, matches, leastMatches, nearest, profile, columns, criteria, mark } = reading;
  const strings = profileStrings(uiLanguage);
  const isTied = nearest.length > 1;
  const hasCriteria = criteria.length > 0;
  const isInOrder = async () => {
    // The first collator of a page takes a slow phone 35 ms: after the card, which it would hold up, and before one unfolds this.
    await whenIdle(PATIENCE);
    const names = columns.map((one) => one.name);
    return isAlphabetical(names, language);
  };
  const inOrder = useAsync(isInOrder, [columns, language]);
  return (
    <details class="fold">
      <summary>{strings.why}</summary>
      {outcome === 'between' && hasCriteria && <p>{strings['why-tied']}</p>}
      {outcome === 'apart' && hasCriteria && (
        <p>{matches < leastMatches ? strings['why-few'](String(leastMatches)) : strings['why-many']}</p>
      )}
      {!hasCriteria && <p>{strings['quiz-rule']}</p>}
      {!isTied && hasCriteria && <p>{strings['why-matches'](profile.name)}</p>}
      {outcome === 'near' && (
        <>
          <p>
            {strings['why-rule'](profile.name)} <span {...mark}>{ruleInWords(reading, presentation)}</span>
            {reading.isReconstructed && ` ${strings['why-reconstructed']}`}
          </p>
          <ul class="points small">
            {criteria.map(({ id, observed, required, matches }) => (
              <li key={id}>
                <span {...mark}>{required}.</span> <strong>{text[matches ? 'card.matches' : 'card.differs']}</strong>
                {matches ? '.' : <span {...mark}>. {observed.join('. ')}.</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{strings['why-answers']}</p>
      <p>
        {text['card.why-rule']}
        {inOrder && ` ${strings['why-order']}`}
      </p>
      <p>{strings['why-source'](reading.source)}</p>
      {presentation.aloud?.proposed && <p>{strings['why-proposed']}</p>}
    </details>
  );
}
