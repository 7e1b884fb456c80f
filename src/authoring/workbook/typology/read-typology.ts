import type { Json } from '../form/form-context.ts';
import type { Overall } from '../form/read-settings.ts';
import type { SheetName } from '../report/headers.ts';
import type { Table } from '../report/table.ts';
import { made } from './default-sentences.ts';
import { isPrepared } from './prepared-tables.ts';
import { readFacts } from './read-facts.ts';
import { type ProfilesRead, readProfiles } from './read-profiles.ts';
import { readWeights } from './read-weights.ts';
import type { TypologyContext } from './typology-context.ts';

export interface TypologyRead {
  readonly facts: readonly Json[];
  readonly typology?: Json;
  /** `presentation.json`, where the sheet says how a profile looks. */
  readonly presentation?: Json;
}

const TITLE = { fr: 'Le profil le plus proche de vos réponses', en: 'The profile closest to your answers' };

/** Reads the sheets `facts` and `profiles`, or `weights` for a quiz. */
export function typologyOf(
  tables: ReadonlyMap<SheetName, Table>,
  overall: Overall,
  context: TypologyContext,
): TypologyRead {
  const facts = readFacts(tables.get('facts'), context);
  const table = completed('profiles', tables, context);
  const weights = completed('weights', tables, context);
  const own = [...facts.values()].map(({ json }) => json);
  const head = weights ?? table;
  const { report } = context.reading;
  if (!head) {
    const prepared = tables.get('profiles');
    if (prepared)
      report.say({ sheet: prepared.sheet, row: prepared.headRow, column: 0 }, 'advice', 'profiles.prepared', '');
    return { facts: own };
  }
  const read = table ? readProfiles(table, facts, context) : undefined;
  const quiz = weights && quizOf(weights, read, table, overall, context);
  const profiles = quiz?.profiles ?? read?.profiles ?? [];
  if (profiles.length < 2) report.say({ sheet: head.sheet, row: head.headRow, column: 0 }, 'faulty', 'profile.few', '');
  const typology: Json = {
    title:
      overall.typologyTitle ??
      made(context.reading.languages, (_, tag) => TITLE[tag as keyof typeof TITLE] ?? TITLE.en),
    criteria: read?.criteria ?? [],
    profiles,
    ...(quiz && { affinity: quiz.affinity }),
    ...(overall.blankRows !== undefined && { blankRows: overall.blankRows }),
    ...(overall.compositeBelow !== undefined && { compositeBelow: overall.compositeBelow }),
  };
  const looks = read?.looks ?? {};
  const aloud = read?.aloud ?? {};
  const presentation: Json = {
    ...(Object.keys(looks).length > 0 && { profiles: looks }),
    ...(Object.keys(aloud).length > 0 && { aloud: { profiles: aloud } }),
  };
  return {
    facts: [...own, ...(read?.facts ?? []).map(({ json }) => json)],
    typology,
    ...(Object.keys(presentation).length > 0 && { presentation }),
  };
}

/** The sheet, if it has a column for a profile. One without has nothing to say yet. */
function completed(
  role: 'profiles' | 'weights',
  tables: ReadonlyMap<SheetName, Table>,
  { reading: { report } }: TypologyContext,
): Table | undefined {
  const table = tables.get(role);
  if (!table || !isPrepared(role, table.columns)) return table;
  for (const { number } of table.rows) report.carried(table.sheet, number);
  return undefined;
}

function quizOf(
  weights: Table,
  read: ProfilesRead | undefined,
  table: Table | undefined,
  overall: Overall,
  context: TypologyContext,
): { readonly affinity: Json; readonly profiles: readonly Json[] } {
  const { report, languages } = context.reading;
  const given = readWeights(weights, context);
  const top = { sheet: weights.sheet, row: weights.headRow, column: 0 };
  const inProfiles = { sheet: table?.sheet ?? weights.sheet, row: table?.headRow ?? 1, column: 0 };
  if (read && read.criteria.length > 0) report.say(inProfiles, 'faulty', 'weights.criteria', '');
  const named = new Set(read?.profiles.map(({ id }) => String(id)));
  for (const { id, written } of given.profiles)
    if (read && !named.has(id)) report.say(top, 'faulty', 'weights.profile', written);
  for (const id of named)
    if (!given.profiles.some((one) => one.id === id)) report.say(inProfiles, 'faulty', 'weights.profile', id);
  const { compositeMargin } = overall;
  const affinity = { weights: given.weights, ...(compositeMargin !== undefined && { compositeMargin }) };
  if (read) return { affinity, profiles: read.profiles };
  const everyLanguage = (text: string) => Object.fromEntries(languages.map((tag) => [tag, text]));
  const bare = given.profiles.map(({ id, written }): Json => {
    report.say(top, 'advice', 'profile.sentence', id);
    return { id, name: everyLanguage(written), sentence: everyLanguage(`${written}.`), requires: {} };
  });
  return { affinity, profiles: bare };
}
