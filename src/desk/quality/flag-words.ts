import type { FlagEntry } from '../../wire/organiser/organiser-reply.ts';
import type { Desk } from '../parts/desk-context.ts';

/** `burst/<stratum>/<day>`, `volume/<stratum>/<territory>`, `duration`, `identical/<digest>`. */
export function kindOf({ flag }: Pick<FlagEntry, 'flag'>): string {
  return flag.split('/')[0] ?? flag;
}

/** The name of a flag in words; the name itself for a kind that this desk does not know. */
export function flagWords(
  { survey, words }: Pick<Desk, 'survey' | 'words'>,
  { flag }: Pick<FlagEntry, 'flag'>,
): string {
  const { kinds, anyStratum } = words.desk.quality;
  const [kind, stratum = '', what = ''] = flag.split('/');
  const labelOf = (question: string | undefined, id: string) => {
    const option = question === undefined ? undefined : survey.question.get(question)?.choice.get(id);
    return option ? words.of(option.label) : id;
  };
  const group = stratum === '-' ? anyStratum : labelOf(survey.stratum, stratum);
  switch (kind) {
    case 'burst':
      return kinds.burst(group, words.date(what));
    case 'volume':
      return kinds.volume(group, labelOf(survey.questions.find((one) => one.kind === 'territory')?.id, what));
    case 'duration':
      return kinds.duration;
    case 'identical':
      return kinds.identical;
    default:
      return flag;
  }
}
