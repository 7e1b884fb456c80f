import { hrefTo } from '../address/routes.ts';
import { isSharedTablet } from '../elements/missing.tsx';
import { useAsync } from '../elements/use-async.ts';
import { whenIdle } from '../elements/when-idle.ts';
import { profileStrings } from '../words/profile-words.ts';
import type { Words } from '../words/words.ts';
import { isAlphabetical } from '../words/writing.ts';
import { ruleInWords } from './card-reading.ts';
import { reasonOf } from './card-sentences.ts';
import type { CardAtAGlance } from './profile-head.tsx';

const PATIENCE = 1000;

export interface ReasonsProps extends CardAtAGlance {
  readonly words: Words;
}

/** Explains how the profile was found, why it may be none alone, and what it is not. */
export function Reasons({ reading, presentation, words, text }: ReasonsProps) {
  const { typology, outcome, profile, nearest, columns, criteria, mark } = reading;
  const strings = profileStrings(words.uiLanguage);
  const isInOrder = async () => {
    // The first collator of a page takes a slow phone 35 ms: after the card, which it would hold up, and before one unfolds this.
    await whenIdle(PATIENCE);
    const names = columns.map((one) => one.name);
    return isAlphabetical(names, words.language);
  };
  const inOrder = useAsync(isInOrder, [columns, words.language]);
  // A shared tablet keeps its card on screen.
  const links = (isSharedTablet() ? [] : nearest).map(({ id, name }) => (
    <div class="fold-row screen-only" key={id}>
      <a href={hrefTo({ screen: 'profile', profile: id })}>{strings['page-more'](name)}</a>
    </div>
  ));
  return (
    <>
      {links.length < 3 && links}
      <details class="fold">
        <summary>
          {outcome === 'open' ? strings['why-none'] : (strings.why[nearest.length - 1] ?? strings.why[2])}
        </summary>
        <p>{reasonOf(reading, strings)}</p>
        {nearest.map(({ id, name, cells }) => (
          <div key={id}>
            <p>
              {strings['why-rule'](name)} {profile && <span {...mark}>{ruleInWords(reading, presentation)}</span>}
              {profile && typology.reconstructed && ` ${strings['why-reconstructed']}`}
            </p>
            <ul class="points small">
              {cells.map(({ required, matches }, place) => (
                <li key={criteria[place]?.id} data-matches={matches}>
                  <span {...mark}>{required}.</span>{' '}
                  <strong>
                    {text[matches === undefined ? 'card.depends-on' : matches ? 'card.matches' : 'card.differs']}
                  </strong>
                  {matches === false ? <span {...mark}>. {criteria[place]?.observed.join('. ')}.</span> : '.'}
                </li>
              ))}
            </ul>
          </div>
        ))}
        {!reading.isCounted && <p>{strings['why-strict']}</p>}
        <p>{strings['why-answers']}</p>
        <p>
          {text['card.why-rule']}
          {inOrder && ` ${strings['why-order']}`}
        </p>
        <p>{strings['why-source'](words.of(typology.title))}</p>
        {presentation.aloud?.proposed && <p>{strings['why-proposed']}</p>}
        {links.length > 2 && links}
      </details>
    </>
  );
}
