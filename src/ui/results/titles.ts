import type { Survey } from '../../core/survey/questionnaire.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { type Block, PART, type Part } from './outline.ts';

/** Returns what a block shows: the question as asked, a row, or the two items of a crossing. */
export function titleOf(block: Block, words: ResultsWords): string {
  const text = words.results;
  switch (block.kind) {
    case 'row':
      return words.of(block.row.label);
    case 'crossing':
      return block.crossing.title
        ? words.of(block.crossing.title)
        : text['block.crossing'](bare(words.of(block.columns.title)), bare(words.of(block.rows.title)));
    case 'lessons':
      return text['organiser.lessons'];
    case 'interview':
      return block.interview.title;
    default:
      return 'question' in block ? words.of(block.question.text) : text[`${block.kind}.title`];
  }
}

const TITLES = {
  [PART.who]: 'who.title',
  [PART.typology]: 'part.typology',
  [PART.verbatims]: 'part.verbatims',
  [PART.lessons]: 'organiser.lessons',
  [PART.about]: 'part.about',
} as const;

export function partTitle({ id, title }: Part, words: ResultsWords): string {
  if (title) return words.of(title);
  const [, key] = Object.entries(TITLES).find(([part]) => part === id) ?? [];
  return key ? words.results[key] : id;
}

/** Returns the place of a block in the questionnaire, or the type, for a crossing within one type. */
export function placeOf(block: Block, survey: Survey, words: ResultsWords): string | undefined {
  const text = words.results;
  if (block.kind === 'crossing') {
    const within = survey.question.get(survey.stratum ?? '')?.choice.get(block.crossing.within ?? '');
    return within && text['block.among'](words.of(within.label));
  }
  return 'question' in block ? words.ui['question.count'](block.question.number, survey.questions.length) : undefined;
}

/** Removes the final punctuation, for use inside a longer title. */
function bare(title: string): string {
  return title.replace(/[\s:?]+$/, '');
}
