import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { codingOf } from '../../core/results/answer-coding.ts';
import { PROFILES } from '../../core/results/disclosure/table-definitions.ts';
import { type BookPart, plannedOf } from '../../core/results/ledger/planned.ts';
import { type AddedCrossing, withCrossings } from '../../core/results/results-file.ts';
import { addedBy, readLifecycle } from '../lifecycle/lifecycle.ts';
import type { Storage } from '../storage/storage.ts';
import { readKept, readLedger } from './kept-publications.ts';

type PlannedSurvey = Pick<PublishedSurvey, 'current' | 'revisions' | 'results'>;
export type PlanStorage = Pick<Storage, 'lastNight' | 'publishedRevisions' | 'lifecycle'>;

/** Compares the files of a survey, published or not, and a crossing that is `wanted`, with what its publications have fixed. */
export async function plannedFor(
  storage: PlanStorage,
  published: PlannedSurvey,
  wanted: readonly AddedCrossing[] = [],
) {
  const { current, revisions } = published;
  const { lifecycle } = await readLifecycle(storage, current.id);
  const kept = await readKept(storage, current.id);
  const counted = [...(await storage.publishedRevisions(current.id)), current.revision];
  const results = withCrossings(published.results, [...addedBy(lifecycle, current), ...wanted]);
  const ofThem = [...revisions.values()].filter(({ revision }) => counted.includes(revision));
  const coding = codingOf(
    ofThem.toSorted((one, other) => one.revision - other.revision),
    results,
  );
  return plannedOf(kept ? readLedger(kept) : {}, { current, revisions, results }, coding);
}

/** In French and English; `%` is replaced by a name. */
const WORDS = {
  division: ['les groupes', 'the groups'],
  group: ['le groupe « % »', 'the group “%”'],
  table: ['la question %', 'question %'],
  profiles: ['les profils', 'the profiles'],
  channel: ['le canal « % »', 'the channel “%”'],
  epsilon: ['la protection (epsilon)', 'the protection (epsilon)'],
  crossing: ['questions %', 'questions %'],
  waits: ['Ce changement attend la clôture : %.', 'This change waits for the closing: %.'],
  never: ['Ce changement ne paraîtra jamais : %.', 'This change will never be published: %.'],
  spent: ['Ce croisement ne rentre plus : %.', 'This cross-table does not fit any more: %.'],
  unfit: ['Aucune révision ne va plus avec les publications.', 'No revision fits the publications any more.'],
} as const;

/** Says in one sentence each what of a survey's files waits for the closing, what is never published, and which crossings do not fit. */
export function heldSentences(
  planned: Awaited<ReturnType<typeof plannedFor>>,
  { current }: Pick<PublishedSurvey, 'current'>,
) {
  const say = (end: keyof typeof WORDS, what: keyof typeof WORDS, name = '') => {
    const [fr, en] = [0, 1].map((at) =>
      WORDS[end][at]?.replace('%', () => WORDS[what][at]?.replace('%', () => name) ?? ''),
    );
    return { fr: fr ?? '', en: en ?? '' };
  };
  if (!planned) return [say('unfit', 'division')];
  const number = (item: string) => String(current.questionOfItem.get(item)?.number ?? item);
  const change =
    (end: 'waits' | 'never') =>
    ({ what, id }: BookPart) =>
      what === 'table' ? say(end, id === PROFILES ? 'profiles' : what, number(id)) : say(end, what, id);
  const fixed = planned.final.map((one) => JSON.stringify(one));
  return [
    ...planned.previews.filter((one) => !fixed.includes(JSON.stringify(one))).map(change('waits')),
    ...planned.final.map(change('never')),
    ...planned.refused.map(({ rows, columns }) => say('spent', 'crossing', `${number(rows)} × ${number(columns)}`)),
  ];
}

/** The same of files that were read; nothing of faulty ones. */
export async function heldIn(
  storage: PlanStorage,
  read: { readonly kind: string; readonly survey?: { readonly published: PublishedSurvey } } | undefined,
) {
  return read?.survey ? heldSentences(await plannedFor(storage, read.survey.published), read.survey.published) : [];
}
