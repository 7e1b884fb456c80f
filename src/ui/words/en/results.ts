import type { ResultsStrings } from '../fr/results.ts';

const s = (n: number, one: string, many: string) => (n === 1 ? one : many);

/** The results page in English. */
export const resultsEn: ResultsStrings = {
  'page.title': 'Results',
  'page.loading': 'Reading the latest publication…',
  'page.snapshot': (responses, day) => `About ${responses} as of ${day}`,
  'page.responses': (n, number) => `${number} ${s(n, 'response', 'responses')}`,
  'page.unfinished': (_, number) => `and about ${number} unfinished`,
  'page.preview': 'Preview: survey open',
  'page.results': 'Final results',
  'page.kept': 'No network: this is the last publication this device has seen.',
  'page.contents': 'Contents',
  'page.up': 'All results',
  'page.before': 'Previous',
  'page.after': 'Next',
  'page.home': 'Go to the questionnaire',
  'page.print': 'Print this page',
  'page.report': 'Print the whole report',
  'page.csv': 'Download the table (CSV)',

  'none.title': 'No results yet',
  'none.published': (least) =>
    `Results appear from ${least} complete responses, so that nobody can be recognised. It is too early.`,
  'none.when': 'They are published at the change of the day, from the responses received up to the day before.',
  'none.offline-title': 'Results are not available offline',
  'none.offline':
    'This device has not received a publication yet. It will show here once the network is back, and then stay readable offline.',
  'none.retry': 'Try again',
  'none.block-title': 'This result does not exist',
  'none.block': 'The address may be incomplete, or the question may belong to another version of the survey.',

  'who.title': 'Who answered',
  'who.group': 'Group',
  'who.responses': 'Responses',
  'who.day': 'Updated',

  'group.all': 'All',
  'group.respondents': 'All respondents',
  'group.hidden-preview': (least) =>
    `Fewer than ${least} responses, or held back to protect a smaller group: not shown yet.`,
  'group.hidden-results': (least) => `Fewer than ${least} responses: not shown.`,
  'group.absent': 'This question is not in the publication yet.',
  'group.few': (least) => `Fewer than ${least} answers to this question: not shown.`,

  'part.crossings': 'Cross-tables',
  'part.typology': 'Profiles',
  'part.about': 'Method',

  'block.question': (number, total) => `question ${number} of ${total}`,
  'block.rows': (n) => `${n} ${s(n, 'row', 'rows')}`,
  'block.reconstructed': 'reconstructed wording',
  'block.inferred': 'inferred wording',
  'block.source': (lines) => `study, ${lines}`,
  'block.crossing': (columns, rows) => `${columns}, by: ${rows}`,
  'block.among': (group) => `among: ${group}`,

  'table.stack': 'Approximate shares, in % of the answers to the question',
  'table.bars': 'Approximate shares, in % of the answers to the question',
  'table.grouped': 'Approximate shares, in % of the answers to the question',
  'table.respondents': 'Approximate shares, in % of those who answered the question',
  'table.citations': 'Approximate shares, in % of citations',
  'table.profiles': 'Approximate shares, in % of the responses with a profile',
  'table.answer': 'Answer',
  'table.profile': 'Profile',
  'table.share': 'Share',
  'table.count': 'Number',
  'table.several': 'Several answers are possible: the shares add up to more than 100%.',

  'cell.range': (least, most) =>
    least === 0 ? `${most}% at most` : most === 100 ? `${least}% at least` : `${least} to ${most}%`,
  'cell.few-preview': '5 or fewer',
  'cell.few-results': 'fewer than 4',
  'cell.of': (count, base) => `${count} of ${base}`,
  'beside.blank': (n) => `No answer: ${n}`,
  'beside.unknown': (n) => `Does not know: ${n}`,
  'beside.not-asked': (n) => `Not asked: ${n}`,

  'citations.legend': 'Shares of what?',
  'citations.respondents': 'of respondents',
  'citations.citations': 'of citations',
  'citations.n': (respondents, citations) => `${respondents} respondents, ${citations} citations`,
  'focus.title': 'The three answers most often cited',
  'focus.note': 'In the order of the questionnaire. All of those that tie are shown.',
  'focus.cited': 'Most often cited',

  'band.first': (to) => `Less than ${to}`,
  'band.between': (from, to) => `From ${from} to less than ${to}`,
  'band.last': (from) => `${from} and more`,
  'band.quartiles': (first, median, third) =>
    `First quartile ${first}, median ${median}, third quartile ${third}, approximately.`,
  'band.note': 'The median and the quartiles are estimated from the bands, to two figures.',
  'band.at-least': (from) => `${from} or more`,

  'profiles.title': 'How profiles are spread',
  'profiles.composites': 'Composites',
  'profiles.base': (profiled, all) => `About ${profiled} with a profile out of ${all}`,
  'profiles.note':
    'This is neither a ranking nor a mark. A response close to several profiles is counted as composite.',
  'profiles.without': 'The others left blank an answer that the barometer needs.',

  'places.title': 'Where responses come from',
  'places.note': (least) =>
    `From ${least} shown responses, all types together. Absence from the list says nothing of the number.`,
  'places.count': (n, number) => `${number} ${s(n, 'area', 'areas')} present`,
  'places.none': 'No area has reached this number yet.',

  'read.title': 'How to read this',
  'read.preview': [
    'Each number is moved at random by a few units, then rounded to 5: comparing two tables or two days tells nothing of any one response.',
    'A total may differ from the sum of its rows.',
    '0 means 5 or fewer.',
    'A group of fewer than 30 responses is not shown.',
    'Each group is updated once it has grown by a tenth.',
  ],
  'read.results': [
    'Each number is moved at random by 3 at most.',
    '0 means fewer than 4.',
    'A group of fewer than 5 responses is not shown.',
    'These results are final.',
  ],
  'read.both':
    'These figures describe the respondents, who answered of their own accord: they have no margin of error.',
  'read.range': 'Under a share, “9 to 33%” is the range that this movement allows.',

  'method.title': 'Method',
  'method.who': 'Who is asking',
  'method.why': 'Why',
  'method.kept': 'What is kept',
  'method.origin': 'Where the questionnaire comes from',
  'method.how': 'How the questions are asked',
  'method.how-text': (questions, minutes) =>
    `${questions} questions, in about ${minutes} minutes, on the respondent’s device or a tablet lent to them. No name, no account.`,
  'method.complete': 'Only complete responses enter the tables. Unfinished ones are counted apart.',
  'method.when': 'When',
  'method.when-text': 'Each group has its date: the responses received before that day are counted in it.',
  'method.limits': 'Limits',
  'method.limit-list': [
    'The respondents chose to answer: they do not stand for the others.',
    'Several people of one authority may have answered.',
    'No weights are applied.',
  ],
  'method.limit-fill': 'In some tables one answer may be given to all remaining rows at once.',
  'method.typology': 'The rule of the profiles',
  'method.typology-rule': (criteria) =>
    `Each response is compared with each profile on ${criteria} criteria. Its profile is the one with the most criteria in agreement.`,
  'method.typology-ties': 'When several profiles have as many, the response is counted as composite.',
  'method.typology-below': (least) => `So is one with fewer than ${least} criteria in agreement with the nearest.`,
  'method.typology-blank': 'If a necessary answer was left blank, no profile is computed.',
  'method.criterion': 'Criterion',
  'method.expected': 'What the profile requires',
  'method.origins': 'What is reconstructed',
  'method.origins-text':
    'The study does not publish its whole questionnaire. The wording or the answers of these questions are reconstructed or inferred.',
  'method.origin-question': 'Question',
  'method.origin-how': 'Wording',
  'method.origin-source': 'Lines of the study',
  'method.study': 'printed wording, completed answers',

  'report.title': 'Report of results',
  'report.print': 'Print',
  'report.made': (day) => `Publication of ${day}`,
  'csv.group': 'group',
  'csv.day': 'date',
  'csv.base': 'base',
  'csv.answer': 'answer',
  'csv.count': 'number',
  'csv.share': 'approximate share',
  'csv.range': 'range',
  'csv.hidden': 'not shown',
};
