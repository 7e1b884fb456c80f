import type { ComponentChildren } from 'preact';
import type { Question, Survey } from '../../core/survey/questionnaire.ts';
import { hrefTo, OPENING } from '../address/routes.ts';
import { Mark } from '../emblems/mark.tsx';
import type { Interview } from '../state/interview.ts';
import type { Words } from '../words/words.ts';
import { SaveSign } from './save-sign.tsx';

interface HeadProps {
  readonly survey: Survey;
  readonly words: Words;
  readonly interview: Interview | undefined;
  /** The one on screen, while answering. */
  readonly question: Question | undefined;
  /** Those of the survey, the one on screen among them. */
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
  /** What comes late: the list of the languages, where it takes one, and the way from the results to the questions. */
  readonly children?: ComponentChildren;
}

export const LANGUAGE_NAMES: Readonly<Record<string, string>> = { fr: 'Français', en: 'English' };

/** A line above; where there is room, the sections are under it, each with a bar that fills as its questions pass. */
export function Head({ survey, words, interview, question, languages, onLanguage, children }: HeadProps) {
  const { ui, inUi } = words;
  const [other = '', ...more] = languages.filter((language) => language !== words.language);
  const name = more.length > 0 ? undefined : LANGUAGE_NAMES[other];
  return (
    <header class="head">
      <a class="brand" {...inUi} href={hrefTo(OPENING)}>
        <Mark />
        {ui['app.name']}
      </a>
      {interview && <SaveSign interview={interview} words={words} />}
      {question && (
        <nav aria-label={ui['app.sections']}>
          <ol>
            {survey.sections.map((one) => (
              <li key={one.id} aria-current={one.id === question.section ? 'step' : undefined}>
                <progress
                  aria-hidden="true"
                  max={one.questions.length}
                  value={one.questions.filter((asked) => asked.number <= question.number).length}
                />
                {words.of(one.title)}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div class="links">
        {name && (
          <button type="button" lang={other} onClick={() => onLanguage(other)}>
            {name}
          </button>
        )}
        <a {...inUi} href={hrefTo({ screen: 'about' })}>
          {ui['app.about']}
        </a>
        {children}
      </div>
    </header>
  );
}
