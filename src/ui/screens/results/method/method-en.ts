import type { MethodLines } from './method-facts.ts';
import type { MethodStrings } from './method-fr.ts';

/** The method page and the pages behind it, in English. */
export const methodEn: MethodStrings = {
  lead: [
    'These numbers speak of those who answered, not of the others.',
    'Each number is moved a little, to protect each response.',
  ],
  error: 'An error? Write to:',
  since: (year) => `What has changed since ${year}`,
  exactly: 'How much, exactly',
  quality: [
    'Quality declaration',
    'Relevance: what people who chose to answer say, without a sample.',
    'Accuracy: the effect of the protection is printed. What the absent would change cannot be.',
    'Timeliness: a publication appears in the night after the last day that it counts.',
    'Comparability: revisions are joined question by question. A past study has other respondents.',
    'Coherence: one publication makes the pages, the files and the pictures. Rows sum to their total.',
  ],
  'coverage.table': 'Those that exist and those that answered, by group and size',
  'coverage.head': ['Group, then size', 'There are', 'Responses, about'],
  'coverage.source': 'This is not a response rate. Where the totals come from:',
  'files.all-tables': 'Download all tables (CSV)',
  'files.questionnaire': 'Download the questionnaire (JSON)',
  'files.next-wave': 'Reference file for the next wave (JSON)',
  'archive.title': 'Earlier publications',
  'archive.offline': 'The list could not be read. It needs a network.',
  'archive.preview': (day) => `Preview of ${day} (JSON)`,
  'archive.results': (day) => `Final results of ${day} (JSON)`,
  statistician: 'For a statistician: the rule',
  precision: [
    'The rule is differential privacy under continual observation, with geometric noise.',
    'Noise is drawn once for what has changed, and once at the end. It is kept, never redone.',
    'After the noise: each group is fitted to its size, then comes the sum, without negative shares, and rounding.',
  ],
  deviations: (once, five, ten) =>
    `Standard deviation of the noise of a cell: ${once} responses after one draw, ${five} after five, ${ten} after ten.`,
  'changes.on': (revision, day) => `What revision ${revision} changed on ${day}, and why`,
  'changes.kept': 'What stays as it was, and why',
  citing: 'How to cite',
  'cite.preview': (day) => `, preview as of ${day}.`,
  'cite.results': (day) => `, final results as of ${day}.`,
  made: (revision) =>
    `SHA-256 digests, to check where these figures come from. Questionnaire (revision ${revision}) and results file:`,
  'made.code': 'Server program:',
};

export const methodLinesEn: MethodLines = ({ survey, results, file, words, ...facts }) => {
  const { notice, opening, questions, typology } = survey;
  const { ordered, next, phase } = results;
  const { designedBy, paidBy, errata = {} } = file;
  const { past, openedOn, lastDay, median, channels, gap, weights } = facts;
  const unstated = [!designedBy && 'who designed it', !paidBy && 'who pays for it'].filter(Boolean);
  const read = words.results;
  const count = (n: number, one: string, many = `${one}s`) => `${words.number(n)} ${n === 1 ? one : many}`;
  return {
    who: [
      'Who conducts the survey',
      notice ? words.of(notice.controller) : 'There is no organiser: this is a demonstration',
      ['', opening.why],
      ['Questionnaire designed by:', designedBy],
      ['Survey paid for by:', paidBy],
      unstated.length > 0 && `Not stated: ${unstated.join(', ')}.`,
      'The organiser reads the exact figures every day, before any publication.',
    ],
    when: [
      'When',
      !openedOn ? 'Dates to come' : lastDay ? `From ${openedOn} to ${lastDay}` : `Since ${openedOn}`,
      phase === 'preview'
        ? 'Results appear just after midnight, server time: on days 1, 2, 3, 5, 8, 13, 21, 34, 55 and 89. Then every 30 days.'
        : 'The final results appeared just after midnight, server time. They no longer change.',
      phase === 'preview' && !ordered && read['read.preview'][1],
      ...Object.entries(ordered ?? {}).map(
        ([on, reason]) => `Extra publication, requested on ${words.date(on)}: ${reason || 'no reason given'}.`,
      ),
      next !== undefined && read['page.next'](words.date(next)),
    ],
    whom: [
      'Who may answer',
      'Anyone who has the link',
      ['', opening.who],
      ['', opening.origin],
      facts.rebuilt > 0 &&
        `Words or answers of ${count(facts.rebuilt, 'question')} were not published: the page of each says which.`,
      'There is no list and no random draw: everyone chooses whether to answer.',
      facts.several ?? 'Several people of one organisation may answer.',
    ],
    invited: [
      'How people are invited',
      channels.map(([label]) => label).join(', ') || 'By a link that anyone can pass on',
      ['', file.invitations],
      results.invited !== undefined &&
        `Invitations, says the organiser: ${count(results.invited, 'person', 'people')}. A link can be passed on.`,
      channels.length > 0 &&
        `Respondents came by: ${words.list(channels.map(([label, n]) => `${label} (about ${n})`))}.`,
      facts.modes && `About ${facts.modes[0]} complete responses given alone, and ${facts.modes[1]} on a lent tablet.`,
      `Languages offered: ${facts.languages}. ${count(questions.length, 'question')}, in about ${count(opening.minutes, 'minute')}.`,
    ],
    answered: [
      'How many answered',
      `About ${count(results.answered, 'complete response')}`,
      `Complete responses are counted that were received before ${facts.asOf}, or before the day that a group shows.`,
      facts.unfinished &&
        `About ${facts.unfinished[0]} more are unfinished, ${facts.unfinished[1]} of what is received. They are counted apart.`,
      median &&
        `Median time: ${median.to === undefined ? `${median.from} minutes or more` : median.from === 0 ? `under ${median.to} minutes` : `between ${median.from} and ${median.to} minutes`}.`,
      'The organiser may exclude responses: identical, too fast, too many of one day or place.',
      facts.withdrawn && `About ${facts.withdrawn} were excluded, or erased by their authors.`,
      gap && `Widest gap, ${gap.group}, “${gap.name}”: ${gap.here} of the responses, ${gap.there} of those that exist.`,
    ],
    limits: [
      'What cannot be said',
      'Nothing about those who did not answer',
      read['read.both'],
      ...facts.exceeded.map(
        ({ name, total, respondents: n = 0 }) =>
          `${name}: about ${words.number(n)} responses, while ${words.number(total)} exist. So about ${words.number(n - total)} at least come from an organisation already counted.`,
      ),
      'No weights are applied.',
      weights &&
        weights.few > 0 &&
        `Weights need 30 responses in each cell of group and size: ${weights.few} of ${weights.cells} have fewer.`,
      weights?.effective &&
        `Weighted by group${weights.isBySize ? ' and size' : ''}, the ${weights.n} responses of groups with a known total would be worth only ${weights.effective} (Kish).`,
      questions.some((one) => one.kind === 'matrix' && one.fillWith) &&
        'In some tables one answer may be given to all remaining rows at once.',
      typology && 'The opening names the profiles before the first answer: the names may have influenced answers.',
      'Results can be read during the survey, at an address that the opening does not give: respondents may have known them.',
    ],
    share: [
      'How to read a share',
      'Its base is written next to it',
      'The base is the number of answers to the question. Those left blank, or not asked, are counted apart.',
      '“Don’t know” is an answer, except to a number.',
      `A share appears if its base is at least 20, and the effect of the protection fits in ${facts.widest} points. Otherwise “imprecise” takes its place.`,
      read['read.range'],
      facts.mix,
    ],
    moved: [
      'How you are protected',
      'Numbers moved at random',
      ...read['read.moved'],
      read[`read.${phase}`][0],
      phase === 'preview' &&
        'In a small group, an answer given by more than 80% loses about 2 points from the fifth preview on.',
    ],
    promise: ['What this promises', 'Guessing an answer stays uncertain', 'That somebody answered is not protected.'],
    profiles: typology && [
      'The profiles',
      `${typology.affinity ? '' : `${typology.criteria.length} criteria, `}${typology.profiles.length} profiles, in no order`,
      typology.affinity ? read['method.typology-points'] : read['method.typology-rule'](typology.criteria.length),
      'The criteria, and how many are enough, are a choice, not a ranking.',
    ],
    past: past && [`The ${past.year} ${past.wave ? 'wave' : 'study'}`, 'Next to it, never subtracted'],
    again: [
      'Check it, redo it',
      'Questions and numbers to download',
      'What was published is not redone: an error is listed here, and corrected in the next publication.',
      Object.keys(errata).length === 0 && 'Errors reported: none.',
      ...Object.entries(errata).map(([on, text]) => [`Error reported on ${words.date(on)}:`, text] as const),
    ],
  };
};
