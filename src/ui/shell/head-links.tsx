import { EASY_FRENCH, ownName } from '../../core/language.ts';
import { isClosedOn } from '../../core/survey/closing.ts';
import { hrefTo } from '../address/routes.ts';
import type { Session } from '../state/session.ts';
import { controlStrings } from '../words/control-words.ts';
import type { Words } from '../words/words.ts';
import { LANGUAGE_NAMES } from './head.tsx';

interface HeadLinksProps {
  readonly session: Session;
  readonly onLanguage: (language: string) => void;
}

/** The language menu of a survey that needs more than the header's one button, and the link from the results to the questions. */
export function HeadLinks({ session, onLanguage }: HeadLinksProps) {
  const { survey, words } = session.edition.value;
  const others = session.entry.languages.filter((language) => language !== words.language);
  const isInHead = others.length < 2 && LANGUAGE_NAMES[others[0] ?? ''] !== undefined;
  const isReading = ['results', 'profile'].includes(session.router.route.value.screen);
  return (
    <>
      {!isInHead && <Languages words={words} others={others} onLanguage={onLanguage} />}
      {isReading && !isClosedOn(survey, session.today()) && (
        <a class="primary button" {...words.inUi} href={hrefTo({ screen: 'opening' })}>
          {controlStrings(words.uiLanguage)['head.answer']}
        </a>
      )}
    </>
  );
}

interface LanguagesProps {
  readonly words: Words;
  /** The languages of the survey, without the current one. */
  readonly others: readonly string[];
  readonly onLanguage: (language: string) => void;
}

/** Shows a list that unfolds for more than two languages, or a button for the other of two if its name must be looked up. */
function Languages({ words, others, onLanguage }: LanguagesProps) {
  const change = (language: string, { currentTarget: button }: { readonly currentTarget: HTMLElement }) => {
    const list = button.closest('details');
    if (list) {
      list.open = false;
      list.querySelector('summary')?.focus();
    }
    onLanguage(language);
  };
  // Easy French first: who needs it may read no further.
  const buttons = [...others]
    .sort((one, other) => Number(other === EASY_FRENCH) - Number(one === EASY_FRENCH))
    .map((language) => (
      <button key={language} type="button" lang={language} dir="auto" onClick={(event) => change(language, event)}>
        {ownName(language)}
      </button>
    ));
  if (others.length < 2) return <>{buttons}</>;
  return (
    <details class="languages">
      <summary>
        <span class="unseen" {...words.inUi}>
          {controlStrings(words.uiLanguage)['head.language']}{' '}
        </span>
        {ownName(words.language)}
      </summary>
      <div>{buttons}</div>
    </details>
  );
}
