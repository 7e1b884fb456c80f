import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { Condition } from '../../../core/survey/typology-schema.ts';
import type { Json } from '../form/form-context.ts';
import { toId } from '../form/names.ts';
import { folded, languageNamed } from '../report/headers.ts';
import { cellPlace, type Table, type TableColumn, type TableRow, textAt, textsAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { idOfValue, readDecisionCell } from './decision-cell.ts';
import { languagesWithoutTemplates, made, textIn } from './default-sentences.ts';
import { describeCondition } from './describe-condition.ts';
import { factOfQuestion } from './implicit-fact.ts';
import type { FactMade, TypologyContext } from './typology-context.ts';

export interface ProfilesRead {
  readonly criteria: readonly Json[];
  readonly profiles: readonly Json[];
  /** The facts that criteria named like questions brought. */
  readonly facts: readonly FactMade[];
  /** By profile: what `presentation.json` says of it. */
  readonly looks: Readonly<Record<string, Json>>;
}

interface Profile {
  readonly id: string;
  readonly column: TableColumn;
  readonly texts: Map<string, Record<string, string>>;
  readonly requires: Record<string, Json>;
}

const OWN_COLUMNS = ['criterion', 'title', 'facts', 'short'];
const OWN_ROWS: Readonly<Record<string, string>> = {
  name: 'name',
  nom: 'name',
  said: 'said',
  dit: 'said',
  rule: 'rule',
  regle: 'rule',
  emblem: 'emblem',
  embleme: 'emblem',
  hue: 'hue',
  teinte: 'hue',
  says: 'says',
};

/** Reads the sheet `profiles`, a decision table: a row for each criterion, a column for each profile. */
export function readProfiles(
  table: Table,
  facts: ReadonlyMap<string, FactMade>,
  context: TypologyContext,
): ProfilesRead {
  const { reading, rows } = context;
  const { report } = reading;
  const profiles = profilesOf(table, context);
  const implicit = new Map<string, FactMade>();
  const criteria: Json[] = [];
  const words: { row: TableRow; criterion: string; language: string }[] = [];
  for (const row of table.rows) {
    const written = textAt(row, 'criterion');
    const [, name, language, of] = /^\(([\p{L}-]+)(?:::\s*(.+?))?\)(?:\s+(\S+))?$/u.exec(written) ?? [];
    if (name !== undefined) {
      report.carried(table.sheet, row.number);
      const key = OWN_ROWS[folded(name)];
      const tag = language === undefined ? reading.languages[0] : languageNamed(language).language;
      if (key === undefined || tag === undefined)
        report.say(cellPlace(row, 'criterion'), 'faulty', 'profiles.row', written);
      else if (key === 'says' && of !== undefined) words.push({ row, criterion: of, language: tag });
      else
        for (const { column, texts } of profiles)
          texts.set(key, { ...texts.get(key), ...textOfCell(row, column, tag) });
      continue;
    }
    if (written === '') {
      report.say(cellPlace(row, 'criterion'), 'faulty', 'criterion.missing', '');
      continue;
    }
    const criterion = criterionOf(row, written, profiles, { facts, implicit, context });
    if (!criterion) continue;
    report.carried(table.sheet, row.number);
    rows.set(criterion, row);
    criteria.push(criterion);
  }
  for (const { row, criterion, language } of words)
    for (const { requires, column } of profiles) {
      const required = requires[criterion];
      if (required) required.says = { ...(required.says as LocalText), ...textOfCell(row, column, language) };
    }
  return {
    criteria,
    facts: [...implicit.values()],
    looks: looksOf(profiles, table, context),
    profiles: profiles.map((one) => profileOf(one, table, context)),
  };
}

function profilesOf(table: Table, { reading }: TypologyContext): readonly Profile[] {
  const taken = new Set<string>();
  return table.columns.flatMap((column): readonly Profile[] => {
    if (OWN_COLUMNS.includes(column.key)) return [];
    const id = toId(column.written);
    const place = { sheet: table.sheet, row: table.headRow, column: column.place };
    if (taken.has(id)) {
      reading.report.say(place, 'faulty', 'profile.twice', column.written);
      return [];
    }
    taken.add(id);
    if (id !== column.written) reading.report.say(place, 'otherwise', 'name.changed', column.written, { id });
    return [{ id, column, texts: new Map(), requires: {} }];
  });
}

function textOfCell(row: TableRow, column: TableColumn, language: string): Record<string, string> {
  const cell = row.cells[column.place];
  return cell && cell.kind !== 'error' ? { [language]: cell.text } : {};
}

interface CriterionParts {
  readonly facts: ReadonlyMap<string, FactMade>;
  readonly implicit: Map<string, FactMade>;
  readonly context: TypologyContext;
}

function criterionOf(
  row: TableRow,
  written: string,
  profiles: readonly Profile[],
  parts: CriterionParts,
): Json | undefined {
  const { reading } = parts.context;
  const id = toId(written);
  if (id !== written) reading.report.say(cellPlace(row, 'criterion'), 'otherwise', 'name.changed', written, { id });
  const title = wholeTexts(row, 'title', reading) ?? titleInLanguages(written, parts.context);
  const cells = profiles.flatMap((profile) => {
    const cell = row.cells[profile.column.place];
    return cell
      ? [{ profile, cell, place: { sheet: row.table.sheet, row: row.number, column: profile.column.place } }]
      : [];
  });
  const own = factsOf(
    row,
    id,
    title,
    cells.map(({ cell }) => cell.text),
    parts,
  );
  if (own.length === 0) {
    reading.report.say(cellPlace(row, 'criterion'), 'faulty', 'criterion.no-fact', written);
    return undefined;
  }
  for (const { profile, cell, place } of cells) {
    if (cell.kind === 'date' || cell.kind === 'error') {
      if (cell.kind === 'date') reading.report.say(place, 'faulty', 'cell.date', cell.text);
      continue;
    }
    const read = readDecisionCell(cell.text, own);
    if (read.kind === 'faulty') {
      const values = own.flatMap((fact) => fact.values.map((value) => value.id)).join(', ');
      reading.report.say(place, 'faulty', read.code, cell.text, {
        what: read.what,
        values,
        facts: own.map((one) => one.id).join(', '),
      });
      continue;
    }
    const when: Condition = read.condition;
    profile.requires[id] = { when, says: describeCondition(when, own, reading.languages) };
  }
  const short = textsAt(row, 'short', reading) && wholeTexts(row, 'short', reading);
  return { id, title, ...(short && { short }), facts: own.map((one) => one.id) };
}

function titleInLanguages(written: string, { reading, questions }: TypologyContext): LocalText {
  const text = questions.get(written)?.text as LocalText | undefined;
  return text ?? Object.fromEntries(reading.languages.map((tag) => [tag, written]));
}

/** The facts of a criterion: those it names, its namesake, the question of its name, or the only one that has the values of its cells. */
function factsOf(
  row: TableRow,
  id: string,
  title: LocalText,
  cells: readonly string[],
  { facts, implicit, context }: CriterionParts,
): readonly FactMade[] {
  const { report } = context.reading;
  const named = textAt(row, 'facts')
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (named.length > 0)
    return named.flatMap((name) => {
      const fact = facts.get(toId(name));
      if (!fact) report.say(cellPlace(row, 'facts'), 'faulty', 'cell.fact', name, { what: name });
      return fact ?? [];
    });
  const namesake = facts.get(id);
  if (namesake) return [namesake];
  const question = context.questions.get(textAt(row, 'criterion')) ?? context.questions.get(id);
  const made = question && factOfQuestion(id, question, title, context);
  if (made) {
    implicit.set(id, made);
    const place = cellPlace(row, 'criterion');
    const [untranslated] = languagesWithoutTemplates(context.reading.languages);
    if (untranslated === undefined)
      report.say(place, 'advice', 'sentences.made', id, { count: made.values.length * 2 });
    else report.say(place, 'faulty', 'sentences.language', id, { language: untranslated });
    return [made];
  }
  const mentioned = [...facts.values()].filter((fact) => cells.some((cell) => mentions(cell, fact.id)));
  if (mentioned.length > 0) return mentioned;
  const plain = cells.flatMap((cell) => cell.split(/,|\bou\b|\bor\b/i).map((part) => part.trim())).filter(Boolean);
  const holding = [...facts.values()].filter((fact) => plain.every((value) => idOfValue(fact, value) !== undefined));
  return holding.length === 1 ? holding : [];
}

function mentions(cell: string, id: string): boolean {
  return new RegExp(`(^|[\\s(+])${id}(\\s*(\\+|≥|≤|>=|<=|=|:|au |at ))`, 'iu').test(cell);
}

function profileOf({ id, column, texts, requires }: Profile, table: Table, { reading, rows }: TypologyContext): Json {
  const { languages, report } = reading;
  const place = { sheet: table.sheet, row: table.headRow, column: column.place };
  const name = texts.get('name');
  const sentence = texts.get('said');
  const rule = Object.values(texts.get('rule') ?? {})[0];
  if (rule !== undefined) report.say(place, 'dropped', 'profile.rule', rule);
  for (const [written, key] of [
    [name, 'name'],
    [sentence, 'said'],
  ] as const)
    for (const tag of written ? languages : [])
      if (written && !(tag in written))
        report.say(place, 'faulty', 'profile.text', Object.values(written)[0] ?? id, { key, language: tag });
  if (!sentence) {
    const [untranslated] = languagesWithoutTemplates(languages);
    if (untranslated === undefined) report.say(place, 'advice', 'profile.sentence', id);
    else report.say(place, 'faulty', 'sentences.language', id, { language: untranslated });
  }
  const profile: Json = {
    id,
    name: name ?? Object.fromEntries(languages.map((tag) => [tag, column.written])),
    sentence: sentence ?? sentenceOf(requires, languages),
    requires,
  };
  const [first] = table.rows;
  if (first) rows.set(profile, first);
  return profile;
}

function sentenceOf(requires: Readonly<Record<string, Json>>, languages: readonly string[]): LocalText {
  return made(languages, (_, tag) => {
    const parts = Object.values(requires).map(({ says }) => textIn(says as LocalText, tag));
    return parts.length > 0 ? `${parts.join(' ; ')}.` : '…';
  });
}

function looksOf(
  profiles: readonly Profile[],
  table: Table,
  { reading }: TypologyContext,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    profiles.flatMap(({ id, texts, column }) => {
      const emblem = Object.values(texts.get('emblem') ?? {})[0];
      const hue = Object.values(texts.get('hue') ?? {})[0];
      const place = { sheet: table.sheet, row: table.headRow, column: column.place };
      if (hue !== undefined && !Number.isFinite(Number(hue))) reading.report.say(place, 'faulty', 'profile.hue', hue);
      const look: Json = {
        ...(emblem !== undefined && { emblem: /^m/i.test(emblem) && /\d/.test(emblem) ? emblem.split('\n') : emblem }),
        ...(hue !== undefined && { hue: Number(hue) }),
      };
      return Object.keys(look).length > 0 ? [[id, look]] : [];
    }),
  );
}
