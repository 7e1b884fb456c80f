import type { LocalText } from '../../../../core/survey/survey-parts.ts';
import type { methodFacts } from './method-facts.ts';
import { methodWords } from './method-texts.ts';

/** A sentence, or what the survey's author wrote after a few words of ours; anything else is left out. */
export type MethodSentence =
  | string
  | false
  | undefined
  | readonly [introduction: string, written: LocalText | undefined];

/** A title that opens, an answer that is true of this survey and publication, and the sentences behind it. */
type MethodLine = readonly [title: string, answer: string, ...says: MethodSentence[]];

/** The lines by name, in their order; `undefined` for those that do not apply. */
export function methodLines({
  survey,
  results,
  file,
  words,
  ...facts
}: ReturnType<typeof methodFacts>): Readonly<Record<string, MethodLine | undefined>> {
  const { notice, opening, questions, typology } = survey;
  const { ordered, next, phase } = results;
  const { designedBy, paidBy, errata = {} } = file;
  const { past, openedOn, lastDay, median, channels, gap, weights } = facts;
  const text = methodWords(words);
  const read = words.results;
  const unstated = [
    ...(designedBy ? [] : [text['who.unstated-design']]),
    ...(paidBy ? [] : [text['who.unstated-payment']]),
  ];
  const written = (n: number) => [n, words.number(n)] as const;
  return {
    who: [
      text['who.title'],
      notice ? words.of(notice.controller) : text['who.demonstration'],
      ['', opening.why],
      [text['who.designed-by'], designedBy],
      [text['who.paid-by'], paidBy],
      unstated.length > 0 && text['who.unstated'](unstated.join(', ')),
      text['who.reads'],
    ],
    when: [
      text['when.title'],
      openedOn
        ? lastDay
          ? text['when.between'](openedOn, lastDay)
          : text['when.since'](openedOn)
        : text['when.to-come'],
      text[phase === 'preview' ? 'when.dates' : 'when.final'],
      phase === 'preview' && !ordered && read['read.preview'][1],
      ...Object.entries(ordered ?? {}).map(([on, reason]) =>
        text['when.ordered'](words.date(on), reason || text['when.no-reason']),
      ),
      next !== undefined && read['page.next'](words.date(next)),
    ],
    whom: [
      text['whom.title'],
      text['whom.anyone'],
      ['', opening.who],
      ['', opening.origin],
      facts.rebuilt > 0 && text['whom.rebuilt'](...written(facts.rebuilt)),
      text['whom.no-list'],
      facts.several ?? text['whom.several'],
    ],
    invited: [
      text['invited.title'],
      channels.map(([label]) => label).join(', ') || text['invited.by-link'],
      ['', file.invitations],
      results.invited !== undefined && text['invited.count'](...written(results.invited)),
      channels.length > 0 &&
        text['invited.came-by'](words.list(channels.map(([label, n]) => text['invited.channel'](label, n)))),
      facts.modes && text['invited.modes'](...facts.modes),
      facts.translated && text['invited.translated'](facts.translated),
      text['invited.languages'](facts.languages, questions.length, opening.minutes),
    ],
    answered: [
      text['answered.title'],
      text['answered.count'](...written(results.answered)),
      text['answered.counted'](facts.asOf),
      facts.unfinished && text['answered.unfinished'](...facts.unfinished),
      median &&
        (median.to === undefined
          ? text['answered.median-from'](median.from)
          : median.from === 0
            ? text['answered.median-under'](median.to)
            : text['answered.median-between'](median.from, median.to)),
      text['answered.excluded'],
      facts.withdrawn && text['answered.withdrawn'](facts.withdrawn),
      gap && text['answered.gap'](gap.group, gap.name, gap.here, gap.there),
    ],
    limits: [
      text['limits.title'],
      text['limits.absent'],
      read['read.both'],
      ...facts.exceeded.map(({ name, total, respondents: n = 0 }) =>
        text['limits.exceeded'](name, words.number(n), words.number(total), words.number(n - total)),
      ),
      text['limits.unweighted'],
      weights && weights.few > 0 && text['limits.few'](weights.few, weights.cells),
      weights?.effective && text['limits.effective'](weights.isBySize, weights.n, weights.effective),
      questions.some((one) => one.kind === 'matrix' && one.fillWith) && text['limits.filled'],
      typology && text['limits.named'],
      text['limits.known'],
    ],
    share: [
      text['share.title'],
      text['share.base'],
      text['share.base-is'],
      text['share.unknown'],
      text['share.appears'](facts.widest),
      read['read.range'],
      facts.mix,
    ],
    moved: [
      text['moved.title'],
      text['moved.random'],
      ...read['read.moved'],
      read[`read.${phase}`][0],
      phase === 'preview' && text['moved.small'],
    ],
    promise: [text['promise.title'], text['promise.uncertain'], text['promise.not']],
    profiles: typology && [
      text['profiles.title'],
      typology.affinity
        ? text['profiles.by-points'](typology.profiles.length)
        : text['profiles.by-criteria'](typology.criteria.length, typology.profiles.length),
      typology.affinity ? read['method.typology-points'] : read['method.typology-rule'](typology.criteria.length),
      text['profiles.choice'],
    ],
    past: past && [text['past.title'](past.wave !== undefined, past.year), text['past.beside']],
    again: [
      text['again.title'],
      text['again.downloads'],
      text['again.kept'],
      Object.keys(errata).length === 0 && text['again.none'],
      ...Object.entries(errata).map(([on, error]) => [text['again.error'](words.date(on)), error] as const),
    ],
  };
}
