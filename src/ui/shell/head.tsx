import type { Survey } from '../../core/survey/questionnaire.ts';
import { hrefTo } from '../address/routes.ts';
import { Mark } from '../emblems/mark.tsx';
import type { Interview } from '../state/interview.ts';
import type { Words } from '../words/words.ts';
import { SaveSign } from './save-sign.tsx';

interface HeadProps {
  readonly survey: Survey;
  readonly words: Words;
  readonly interview: Interview | undefined;
  /** The section on screen, while answering. */
  readonly section: string | undefined;
  readonly onLanguage: (() => void) | undefined;
}

/** A line above; where there is room, the sections stand under it. */
export function Head({ survey, words, interview, section, onLanguage }: HeadProps) {
  const { ui } = words;
  return (
    <header class="head">
      <a class="brand" href={hrefTo({ screen: 'opening' })}>
        <Mark />
        {ui['app.name']}
      </a>
      {interview && <SaveSign interview={interview} words={words} />}
      {section && (
        <nav aria-label={ui['app.sections']}>
          <ol>
            {survey.sections.map((one) => (
              <li key={one.id} aria-current={one.id === section ? 'step' : undefined}>
                {words.of(one.title)}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div class="links">
        {onLanguage && (
          <button type="button" lang={words.language === 'fr' ? 'en' : 'fr'} onClick={onLanguage}>
            {ui['app.language']}
          </button>
        )}
        <a href={hrefTo({ screen: 'about' })}>{ui['app.about']}</a>
      </div>
    </header>
  );
}
