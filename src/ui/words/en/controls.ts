import type { ControlStrings } from '../fr/controls.ts';

const s = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const controlEn: ControlStrings = {
  'error.required': 'This answer is needed to continue.',
  'error.bounds': (min, max) => `The number must be between ${min} and ${max}.`,
  'error.too-few': (n) => `Choose at least ${n} answers.`,
  'error.too-many': (n) => `Choose at most ${n} ${s(n, 'answer', 'answers')}.`,
  'error.text': 'The text is too long or has a forbidden character.',
  'error.choice': 'Choose one of the answers offered.',
  'question.several': 'Several answers are possible',
  'question.at-most': (n) => `At most ${n} ${s(n, 'answer', 'answers')}`,
  'question.digits': 'Write the number in digits.',
  'question.personal': 'Do not write a name or a place by which someone could be recognised.',
  'question.insist': 'If this is your answer, press Continue.',
  'question.warning': 'Please check',
  'error.title': 'Something to correct',
  'head.skip': 'Skip to content',
  'head.language': 'Language',
  'head.answer': 'Take part',
  'question.bytes-left': (n) =>
    n > 0 ? `About ${n} ${s(n, 'character', 'characters')} left.` : 'The text has reached its greatest length.',
  'question.unknown': 'I do not know',
  'matrix.answered': (n, total) => `${n} of ${total}`,
  'matrix.fill': (level, n) =>
    n === 1 ? `“${level}” for the remaining row` : `“${level}” for the ${n} remaining rows`,
  'matrix.clear': 'Clear',
  'matrix.clear-row': (row) => `Clear the answer: ${row}`,
  'matrix.keys': 'Arrows or digits to choose, Delete to clear',
  'territory.search': 'Search by name or number',
  'territory.list': 'Or choose from the list',
  'territory.none': 'Choose…',
  'territory.found': (n) => (n === 0 ? 'No result' : `${n} ${s(n, 'result', 'results')}`),
};
