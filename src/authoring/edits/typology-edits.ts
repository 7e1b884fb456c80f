import { type Question, toSurvey } from '../../core/survey/questionnaire.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Condition, Fact, Typology } from '../../core/survey/typology-schema.ts';
import { factsOf } from '../../core/typology/condition.ts';
import { inputsOf, namesOf } from '../../core/typology/fact-domain.ts';
import { nameTaker } from '../workbook/form/names.ts';
import { readDecisionCell } from '../workbook/typology/decision-cell.ts';
import { describeCondition } from '../workbook/typology/default-sentences.ts';
import { factOfQuestion } from '../workbook/typology/implicit-fact.ts';
import type { DraftFact } from '../workbook/typology/typology-context.ts';
import type { SurveyDraft, TypologyEdit } from './edit.ts';

/** A profile asks this of a criterion, where lists can say it: bounds of a number or a count, or one of some values. */
export interface CellValue {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
  readonly oneOf?: readonly string[];
}

/** The cells of a criterion may ask this: a number within a range, or some of the values. */
export interface CellChoices {
  readonly question: Question | undefined;
  readonly range?: { readonly min: number; readonly max: number };
  readonly values: readonly { readonly id: string; readonly label: LocalText }[];
}

type TypologyDraft = NonNullable<SurveyDraft['typology']>;
type Criterion = Typology['criteria'][number];

/** The questions, and rows of a matrix, of which a criterion may be made. */
export function criterionItems(survey: SurveyDraft): readonly { readonly item: string; readonly title: LocalText }[] {
  const taken = survey.typology?.criteria.map(({ id }) => id) ?? [];
  return toSurvey(survey).questions.flatMap((question) =>
    question.items.flatMap((item) => {
      const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item) : undefined;
      const title = row?.label ?? question.text;
      return taken.includes(item) || !factMadeOf(survey, item, { id: item, title }) ? [] : [{ item, title }];
    }),
  );
}

/** Returns what the cells of a criterion may ask; `undefined` where lists cannot say it, and the workbook does. */
export function choicesOf(survey: SurveyDraft, criterion: Criterion): CellChoices | undefined {
  const { facts, question } = sourceOf(survey, criterion);
  const [only, ...others] = facts;
  if (facts.every(({ kind }) => kind === 'count')) {
    const max = facts.reduce((sum, fact) => sum + (fact.kind === 'count' ? fact.rows.length : 0), 0);
    return { question, range: { min: 0, max }, values: [] };
  }
  if (question?.kind === 'number') return { question, range: question, values: [] };
  const isFlags = facts.every(({ kind }) => kind === 'flag');
  if (question?.kind === 'multiple' && isFlags)
    return { question, values: question.options.filter(({ exclusive }) => !exclusive) };
  if (!only || others.length > 0 || only.kind === 'set') return undefined;
  return { question, values: namesOf(only).map((id) => ({ id, label: labelOf(only, id, question) })) };
}

/** Reads a condition as lists say it; `undefined` for one that they cannot say. */
export function cellValue(survey: SurveyDraft, criterion: Criterion, when: Condition): CellValue | undefined {
  const { facts, question } = sourceOf(survey, criterion);
  const choices = choicesOf(survey, criterion);
  if (!choices) return undefined;
  const flagRule = (part: Condition) => {
    const fact = 'is' in part && part.is === 'yes' ? facts.find(({ id }) => id === part.fact) : undefined;
    return fact?.kind === 'flag' ? fact.yes : undefined;
  };
  if (choices.range) {
    const bounds = ('all' in when ? when.all : [when]).map((part) => {
      const bound = 'sum' in part && part.sum.length === facts.length ? part : (flagRule(part) ?? {});
      if ('atLeast' in bound) return { atLeast: bound.atLeast };
      return 'atMost' in bound ? { atMost: bound.atMost } : undefined;
    });
    return bounds.includes(undefined) ? undefined : Object.assign({}, ...bounds);
  }
  const values = ('any' in when ? when.any : [when]).flatMap((part): readonly (string | undefined)[] => {
    if (question?.kind !== 'multiple') return 'is' in part ? [part.is] : 'in' in part ? part.in : [undefined];
    const rule = flagRule(part);
    return [rule && 'is' in rule ? rule.is : undefined];
  });
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? { oneOf: known } : undefined;
}

/** Writes what a cell asks as a workbook does; an empty text where it asks nothing. */
export function writtenCell(survey: SurveyDraft, { facts }: Criterion, { atLeast, atMost, oneOf }: CellValue): string {
  const counts = survey.facts.filter(({ id, kind }) => kind === 'count' && facts.includes(id));
  const sum = counts.map(({ id }) => `'${id}'`).join(' + ');
  const bounds = [
    ...(atLeast === undefined ? [] : [`${sum} ≥ ${atLeast}`]),
    ...(atMost === undefined ? [] : [`${sum} ≤ ${atMost}`]),
  ];
  return oneOf ? oneOf.map((id) => `'${id}'`).join(', ') : bounds.join(' et ');
}

/** Changes the profiles of a revision as an edit says; returns whether that can be done. */
export function changeTypology(survey: SurveyDraft, edit: TypologyEdit): boolean {
  if (edit.kind === 'profiles.begin') return beginProfiles(survey, edit);
  const { typology } = survey;
  if (!typology) return false;
  const { criteria, profiles, affinity } = typology;
  const weights = affinity?.weights ?? [];
  switch (edit.kind) {
    case 'profiles.look':
      return true;
    case 'profiles.cell': {
      const profile = profiles.find(({ id }) => id === edit.profile);
      const criterion = criteria.find(({ id }) => id === edit.criterion);
      return profile && criterion ? putCell(survey, profile, criterion, edit.written.trim()) : false;
    }
    case 'profiles.weight': {
      const { item, option, profile, points } = edit;
      const weight = weights.find((one) => one.item === item && one.option === option) ?? { item, option, points: {} };
      if (!weights.includes(weight)) weights.push(weight);
      if (points === 0) delete weight.points[profile];
      else weight.points[profile] = points;
      return affinity !== undefined;
    }
    case 'profiles.add': {
      const taken = [...profiles, ...criteria].map(({ id }) => id);
      const [made] = profilesNamed(survey, [edit.name], taken);
      const like = profiles.at(-1);
      if (made && like) profiles.push({ ...structuredClone(like), ...made });
      for (const { points } of weights) if (made && like && like.id in points) points[made.id] = points[like.id] ?? 0;
      return true;
    }
    case 'profiles.criterion':
      return addCriterion(survey, typology, edit.item, profiles.slice(0, 1));
    case 'profiles.text': {
      const of = typology[edit.of].find(({ id }) => id === edit.id);
      if (of) Reflect.set(of, edit.part, { ...Reflect.get(of, edit.part), [edit.language]: edit.text });
      return of !== undefined && edit.text !== '';
    }
    case 'profiles.remove': {
      const criterion = criteria.find(({ id }) => id === edit.id);
      const left = typology[edit.of].filter(({ id }) => id !== edit.id);
      Reflect.set(typology, edit.of, left);
      if (edit.of === 'profiles') for (const { points } of weights) delete points[edit.id];
      else for (const { requires } of profiles) delete requires[edit.id];
      const { compositeBelow } = typology;
      if (compositeBelow) typology.compositeBelow = Math.min(compositeBelow, typology.criteria.length);
      dropUnread(survey, typology, criterion?.facts ?? []);
      return true;
    }
  }
}

/** Makes two profiles that differ by the answer to one question. */
function beginProfiles(survey: SurveyDraft, edit: Extract<TypologyEdit, { kind: 'profiles.begin' }>): boolean {
  const { item, by, title, names } = edit;
  const profiles = profilesNamed(survey, names, [item]).map((one) => ({ ...one, requires: {} }));
  const typology: TypologyDraft = { title: textOf(survey, title), criteria: [], profiles };
  if (survey.typology) return false;
  survey.typology = typology;
  if (by === 'criteria') return addCriterion(survey, typology, item, profiles);
  const options = answersOf(survey, item);
  const weights = profiles.flatMap(({ id }, at) =>
    options.slice(at, at + 1).map((option) => ({ item, option, points: { [id]: 2 } })),
  );
  typology.affinity = { weights };
  return weights.length === profiles.length;
}

/** Adds a criterion, of which the first of these profiles asks the first answer, or the upper half of a number, and the second the next. */
function addCriterion(
  survey: SurveyDraft,
  { criteria }: TypologyDraft,
  item: string,
  profiles: readonly ProfileDraft[],
): boolean {
  const { title } = criterionItems(survey).find((one) => one.item === item) ?? {};
  const question = toSurvey(survey).questionOfItem.get(item);
  if (!title || !question) return false;
  const made = { id: item, title: { ...title }, facts: [] };
  criteria.push(made);
  const middle = question.kind === 'number' ? Math.ceil((question.min + question.max) / 2) : 0;
  const values: readonly CellValue[] =
    question.kind === 'number'
      ? [{ atLeast: middle }, { atMost: middle - 1 }]
      : answersOf(survey, item).map((option) => ({ oneOf: [option] }));
  return profiles.every((profile, at) => {
    const value = values[at];
    return value ? putCell(survey, profile, made, writtenCell(survey, made, value)) : false;
  });
}

/** The answers that a profile may ask of a choice. */
function answersOf(survey: SurveyDraft, item: string): readonly string[] {
  const { choices = [] } = toSurvey(survey).questionOfItem.get(item) ?? {};
  return choices.flatMap(({ id, exclusive }) => (exclusive ? [] : [id]));
}

function profilesNamed(survey: SurveyDraft, names: readonly string[], taken: readonly string[]) {
  const taker = nameTaker(false, taken);
  return names.map((name) => ({ id: taker.take(name), name: textOf(survey, name), sentence: textOf(survey, name) }));
}

/** One text for all languages, until it is translated. */
function textOf({ languages }: SurveyDraft, text: string): Record<string, string> {
  return Object.fromEntries(languages.map((tag) => [tag, text]));
}

type ProfileDraft = TypologyDraft['profiles'][number];
type CriterionDraft = TypologyDraft['criteria'][number];

/** Reads a cell by the grammar of the workbook, and makes the facts that it names. */
function putCell(survey: SurveyDraft, { requires }: ProfileDraft, criterion: CriterionDraft, written: string): boolean {
  const before = criterion.facts;
  if (written === '') delete requires[criterion.id];
  else {
    const { facts, item } = sourceOf(survey, criterion);
    const made = factMadeOf(survey, item || criterion.id, criterion);
    const isOfFlags = made && (made.boundFlag || (made.optionFlag && facts.every(({ kind }) => kind === 'flag')));
    const own = facts.length === 0 || isOfFlags ? [made].filter((one) => one !== undefined) : facts.map(draftOf);
    const read = readDecisionCell(written, own);
    if (read.kind === 'faulty') return false;
    for (const { id, json } of read.facts) {
      if (!survey.facts.some((one) => one.id === id)) Reflect.set(survey, 'facts', [...survey.facts, json]);
      criterion.facts = [...new Set([...criterion.facts, id])];
    }
    const says = describeCondition(read.condition, read.facts, survey.languages);
    Reflect.set(requires, criterion.id, { when: read.condition, says });
  }
  if (survey.typology) dropUnread(survey, survey.typology, before, criterion);
  return true;
}

/** Leaves out the flags of a question that no cell reads any more, and facts that no criterion reads. A criterion keeps one at least. */
function dropUnread(
  survey: SurveyDraft,
  typology: TypologyDraft,
  before: readonly string[],
  of?: CriterionDraft,
): void {
  const cells = typology.profiles.flatMap(({ requires }) =>
    Object.values(requires).flatMap(({ when }) => factsOf(when)),
  );
  const named = new Set([...cells, ...(typology.impossible ?? []).flatMap(factsOf)]);
  if (of && survey.facts.every(({ id, kind }) => kind === 'flag' || !of.facts.includes(id))) {
    const read = of.facts.filter((id) => named.has(id));
    of.facts = read.length > 0 ? read : of.facts.slice(0, 1);
  }
  for (const { facts } of typology.criteria) for (const id of facts) named.add(id);
  survey.facts = survey.facts.filter(({ id }) => named.has(id) || !before.includes(id));
}

/** The facts of a criterion, and the one question or row that they read. */
function sourceOf(survey: SurveyDraft, criterion: Criterion) {
  const facts = survey.facts.filter(({ id }) => criterion.facts.includes(id));
  const [item = '', ...more] = new Set(facts.flatMap(inputsOf));
  return { facts, item, question: more.length === 0 ? toSurvey(survey).questionOfItem.get(item) : undefined };
}

function factMadeOf(survey: SurveyDraft, item: string, { id, title }: Pick<Criterion, 'id' | 'title'>) {
  const question = toSurvey(survey).questionOfItem.get(item);
  if (!question || item === question.otherItem || item === question.consentItem) return undefined;
  const { kind, text } = question;
  const options = question.choices.map((one) => ({ id: one.id, label: one.label, exclusive: one.exclusive }));
  const asked = { id: item, kind: kind === 'matrix' ? ('single' as const) : kind, text, options };
  return factOfQuestion(id, asked, title, { reading: { languages: survey.languages }, rows: new WeakMap() });
}

function draftOf(fact: Fact): DraftFact {
  const { id, kind, title = {} } = fact;
  const values = namesOf(fact).map((name) => ({ id: name, label: labelOf(fact, name) }));
  return { id, kind, title, json: fact, values, hasSentences: kind !== 'set' };
}

/** Names a value like the option that alone makes it, where there is one. */
function labelOf(fact: Fact, id: string, question?: Question): LocalText {
  if (fact.kind === 'set') return fact.members.find((one) => one.id === id)?.label ?? {};
  if (fact.kind === 'count') return {};
  const value = id === 'yes' ? 'yes' : 'no';
  const named = fact.kind === 'flag' ? undefined : fact.cases.find((one) => one.id === id);
  const rule = fact.kind === 'flag' ? fact[value] : named?.when;
  const option = rule && 'is' in rule ? question?.choice.get(rule.is) : undefined;
  return option?.label ?? (fact.kind === 'flag' ? fact.says[value] : named?.says) ?? {};
}
