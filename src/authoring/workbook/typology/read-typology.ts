import type { Json } from '../form/form-context.ts';
import type { Overall } from '../form/read-settings.ts';
import type { SheetName } from '../report/headers.ts';
import type { Table } from '../report/table.ts';
import { made } from './default-sentences.ts';
import { readFacts } from './read-facts.ts';
import { readProfiles } from './read-profiles.ts';
import type { TypologyContext } from './typology-context.ts';

export interface TypologyRead {
  readonly facts: readonly Json[];
  readonly typology?: Json;
  /** `presentation.json`, where the sheet says how a profile looks. */
  readonly presentation?: Json;
}

const TITLE = { fr: 'Le profil le plus proche de vos réponses', en: 'The profile closest to your answers' };

/** Reads the sheets `facts` and `profiles`. */
export function typologyOf(
  tables: ReadonlyMap<SheetName, Table>,
  overall: Overall,
  context: TypologyContext,
): TypologyRead {
  const facts = readFacts(tables.get('facts'), context);
  const table = tables.get('profiles');
  const own = [...facts.values()].map(({ json }) => json);
  if (!table) return { facts: own };
  const { languages, report } = context.reading;
  const read = readProfiles(table, facts, context);
  if (read.profiles.length < 2)
    report.say({ sheet: table.sheet, row: table.headRow, column: 0 }, 'faulty', 'profile.few', '');
  const title = overall.typologyTitle ?? made(languages, (_, tag) => TITLE[tag as keyof typeof TITLE] ?? TITLE.en);
  const typology: Json = {
    title,
    criteria: read.criteria,
    profiles: read.profiles,
    ...(overall.blankRows !== undefined && { blankRows: overall.blankRows }),
    ...(overall.compositeBelow !== undefined && { compositeBelow: overall.compositeBelow }),
  };
  const looks = Object.keys(read.looks).length > 0;
  return {
    facts: [...own, ...read.facts.map(({ json }) => json)],
    typology,
    ...(looks && { presentation: { profiles: read.looks } }),
  };
}
