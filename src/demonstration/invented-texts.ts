import type { OrganiserTexts, Passage } from '../core/survey/organiser-texts.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import texts from './invented-texts.json' with { type: 'json' };

/*
 * The texts of a demonstration. They fit any survey: they are about means, habits and people, and each text of the organiser says that
 * it is invented.
 */

/** Returns the comments that people of a survey in this language give. */
export function inventedComments(language: string | undefined): readonly string[] {
  return texts[languageOf(language)].comments;
}

function languageOf(language: string | undefined) {
  return language === 'fr' ? 'fr' : 'en';
}

/** The organiser's texts as a page of this language loads them: a note, lessons and one interview. */
export function inventTexts(survey: Survey, shown: string, on: string): OrganiserTexts {
  const language = languageOf(shown);
  const { by, note, lessons, title, interview } = texts[language];
  const figure = survey.questions.find(({ kind }) => kind === 'single' || kind === 'multiple');
  return {
    notes: figure ? { [figure.id]: { language, passages: [paragraph(note)] } } : {},
    lessons: { language, by, on, passages: lessons.map(paragraph) },
    interviews: [{ language, id: 'demonstration', title, released: on, passages: interview.flatMap(spoken) }],
  };
}

function paragraph(text: string): Passage {
  return { kind: 'paragraph', of: [{ kind: 'text', text }] };
}

function spoken({ question, answer }: { readonly question: string; readonly answer: string }): readonly Passage[] {
  const asked: Passage = { kind: 'paragraph', of: [{ kind: 'strong', of: [{ kind: 'text', text: question }] }] };
  return [asked, { kind: 'quotation', of: [paragraph(answer)] }];
}
