import type { PlainQuestion } from '../floor/plain-questions.ts';
import { xformOf } from './xform.ts';

/** A survey tool from npm that is asked to show the same questions. */
export interface Tool {
  readonly name: string;
  /** What npm installs, with exact versions. */
  readonly packages: readonly string[];
  /** The script in `hosts` that shows the survey with the tool. */
  readonly host: string;
  /** The name of the file that the host fetches, and its content. */
  readonly file: string;
  readonly content: (pages: readonly (readonly PlainQuestion[])[]) => string;
}

export const TOOLS: readonly Tool[] = [
  {
    name: 'Formbricks surveys 1.99.0',
    packages: ['@formbricks/surveys@1.99.0'],
    host: 'formbricks.js',
    file: 'survey.json',
    content: (pages) => JSON.stringify(formbricksOf(pages.flat())),
  },
  {
    name: 'SurveyJS js-ui 2.5.38',
    packages: ['survey-core@2.5.38', 'survey-js-ui@2.5.38'],
    host: 'surveyjs.js',
    file: 'survey.json',
    content: (pages) => JSON.stringify({ pages: pages.map((page) => ({ elements: page.map(surveyjsOf) })) }),
  },
  {
    name: 'ODK Web Forms 0.22.0',
    packages: ['@getodk/web-forms@0.22.0', 'vue@3.5.45'],
    host: 'odk.js',
    file: 'survey.xml',
    content: xformOf,
  },
];

/** One question a page, as Formbricks shows them. It has no matrix, so each row is a question. */
function formbricksOf(questions: readonly PlainQuestion[]) {
  const single = (id: string, headline: string, options: PlainQuestion['options'], type = 'multipleChoiceSingle') => ({
    id,
    type,
    headline,
    required: false,
    choices: options.map(([option, label]) => ({ id: option, label })),
  });
  return {
    id: 'peer',
    type: 'link',
    welcomeCard: { enabled: false },
    thankYouCard: { enabled: false },
    questions: questions.flatMap(({ id, kind, text, options, rows = [] }): object[] => {
      if (kind === 'matrix') return rows.map(([row, label]) => single(row, `${text} ${label}`, options));
      if (kind === 'multiple') return [single(id, text, options, 'multipleChoiceMulti')];
      if (options.length > 0) return [single(id, text, options)];
      return [
        { id, type: 'openText', headline: text, required: false, inputType: kind === 'number' ? 'number' : 'text' },
      ];
    }),
  };
}

function surveyjsOf({ id, kind, text, options, rows = [] }: PlainQuestion) {
  const choices = options.map(([value, label]) => ({ value, text: label }));
  const asked = { name: id, title: text };
  switch (kind) {
    case 'matrix':
      return {
        ...asked,
        type: 'matrix',
        columns: choices,
        rows: rows.map(([value, label]) => ({ value, text: label })),
      };
    case 'multiple':
      return { ...asked, type: 'checkbox', choices };
    case 'single':
      return { ...asked, type: 'radiogroup', choices };
    case 'territory':
      return { ...asked, type: 'dropdown', choices };
    case 'number':
      return { ...asked, type: 'text', inputType: 'number' };
    case 'text':
      return { ...asked, type: 'comment' };
  }
}
