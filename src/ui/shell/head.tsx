import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Question, Survey } from '../../core/survey/questionnaire.ts';
import { hrefTo, OPENING } from '../address/routes.ts';
import { Mark } from '../emblems/mark.tsx';
import type { Interview } from '../state/interview.ts';
import type { SaveState } from '../state/saver.ts';
import type { Words } from '../words/words.ts';

interface HeadProps {
  readonly survey: Survey;
  readonly words: Words;
  readonly interview: Interview | undefined;
  /** The one on screen, while answering. */
  readonly question: Question | undefined;
  /** Those of the survey, the one on screen among them. */
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
  /** Loaded lazily: the link over this head to the content. */
  readonly skip?: ComponentChildren;
  /** Loaded lazily: the list of the languages, if it needs one, and the link from the results to the questions. */
  readonly children?: ComponentChildren;
}

export const LANGUAGE_NAMES: Readonly<Record<string, string>> = { fr: 'Français', en: 'English' };

/** A line above; where there is room, the sections are under it, each with a bar that fills as its questions pass. */
export function Head({ survey, words, interview, question, languages, onLanguage, skip, children }: HeadProps) {
  const { ui, inUi } = words;
  const [other = '', ...more] = languages.filter((language) => language !== words.language);
  const name = more.length > 0 ? undefined : LANGUAGE_NAMES[other];
  return (
    <header class="head">
      {skip}
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

interface SaveSignProps {
  readonly interview: Interview;
  readonly words: Words;
}

const DRAWINGS: { readonly [state in SaveState]: string } = {
  saved: 'M3 8.5 6.5 12 13 4.5',
  saving: 'M8 3a5 5 0 1 1 0 10 5 5 0 1 1 0-10',
  unsaved: 'M8 2.5v7m0 2.5v1.5',
  memory: 'M8 2.5v7m0 2.5v1.5',
};

/** Nothing before the first answer, which draws this sign and not the page around it. */
export function SaveSign({ interview, words }: SaveSignProps) {
  const id = interview.id.value;
  return id ? <SavedWord key={`${id} ${words.language}`} interview={interview} words={words} /> : null;
}

/**
 * One quiet word in one place. It is no live region: what needs to be heard is in the status line.
 * Signals write it straight into the document, in the task of the tap: it may never be a frame late.
 */
function SavedWord({ interview: { saver, changedSince }, words: { ui, inUi } }: SaveSignProps) {
  // Changes made after finishing are kept only by finishing again.
  const word = useComputed(() => (changedSince.value ? 'unsaved' : saver.state.value));
  const drawing = useComputed(() => DRAWINGS[word.value]);
  const text = useComputed(() => (changedSince.value ? ui['save.confirm'] : ui[`save.${saver.state.value}`]));
  return (
    <span class="save" lang={inUi?.lang} data-save={word}>
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        <path d={drawing} />
      </svg>
      {text}
    </span>
  );
}
