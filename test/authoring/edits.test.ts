import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { applyEdit, entriesIn, placeIn } from '../../src/authoring/edits/apply-edit.ts';
import {
  type Edit,
  KINDS,
  type ListName,
  type QuestionDraft,
  type SurveyDraft,
} from '../../src/authoring/edits/edit.ts';
import { faultKey, structuralFaults } from '../../src/authoring/edits/repair.ts';
import { takeWorkbook } from '../../src/authoring/workbook/take-workbook.ts';
import { writeWorkbook } from '../../src/authoring/workbook/writing/write-workbook.ts';
import { languageFaults } from '../../src/core/check/language-check.ts';
import { checkSurvey } from '../../src/core/check/survey-check.ts';
import { surveySchema } from '../../src/core/survey/survey-schema.ts';
import { LONG } from '../support/long.ts';

const read = (path: string) => readFileSync(`public/surveys/${path}`, 'utf8');
const departments = read('lists/fr-departments.json');
const lists = new Map([['lists/fr-departments.json', departments]]);
const areas = (name: string) => (name === 'fr-departments' ? JSON.parse(departments).areas : undefined);
const shipped = (id: string, revision = 1): SurveyDraft => JSON.parse(read(`${id}/${revision}.json`));
const [BENEVOLAT, USAGER, NUMERIQUE] = [
  shipped('exemple-benevolat'),
  shipped('quel-usager'),
  shipped('numerique-territorial', 3),
];
/** The largest, which takes a second for each edit, comes rarely. */
const SURVEYS = [...Array<SurveyDraft>(5).fill(BENEVOLAT), ...Array<SurveyDraft>(5).fill(USAGER), NUMERIQUE];

/** Numbers of which an edit of a survey is made, whatever the survey has become by those before. */
const made = fc.record({
  kind: fc.nat(19),
  question: fc.nat(60),
  entry: fc.nat(12),
  to: fc.nat(12),
  text: fc.constantFrom('Oui', 'Une autre réponse', 'نعم', '…', 'id', ''),
  isOn: fc.boolean(),
});
type EditSeed = typeof made extends fc.Arbitrary<infer T> ? T : never;

function editOf(survey: SurveyDraft, { kind, question, entry, to, text, isOn }: EditSeed): Edit {
  const all = survey.sections.flatMap(({ questions }) => questions);
  const asked = all[question % all.length] as QuestionDraft;
  const other = all[to % all.length] as QuestionDraft;
  const list: ListName = asked.kind === 'matrix' ? (isOn ? 'rows' : 'levels') : 'options';
  const entries = entriesIn(survey, asked, list);
  const entryOf = { question: asked.id, list, entry: entries[entry % Math.max(1, entries.length)]?.id ?? 'none' };
  const language = survey.languages[entry % survey.languages.length] ?? 'fr';
  const [of, part] = isOn ? (['profiles', 'name'] as const) : (['criteria', 'title'] as const);
  const named = survey.typology?.[of] ?? [];
  const section = survey.sections[to % survey.sections.length]?.id ?? '';
  const rules = [
    { item: other.id, is: entriesIn(survey, other, 'options')[0]?.id ?? 'x' },
    { not: { answered: other.id } },
    { item: other.id, atLeast: to },
    undefined,
  ];
  const edits: readonly Edit[] = [
    { kind: 'text', question: asked.id, part: isOn ? 'text' : 'help', language, text },
    { kind: 'setting', question: asked.id, key: isOn ? 'max' : 'required', value: isOn ? to : true },
    { kind: 'kind', question: asked.id, to: KINDS[to % KINDS.length] ?? 'text', language, labels: ['Oui', 'Non'] },
    { kind: 'condition', question: asked.id, rule: rules[to % rules.length] },
    { kind: 'entry.text', ...entryOf, language, text },
    { kind: 'entry.add', question: asked.id, list, at: entry, language, text: text || 'Autre' },
    { kind: 'entry.move', ...entryOf, to },
    { kind: 'entry.remove', ...entryOf },
    { kind: 'entry.mark', ...entryOf, mark: isOn ? 'exclusive' : 'specify', isOn: to > 4 },
    { kind: 'question.add', section, at: entry, language, text: text || 'Quoi ?' },
    { kind: 'question.duplicate', question: asked.id },
    { kind: 'question.remove', question: asked.id },
    { kind: 'question.move', question: asked.id, section, at: entry },
    { kind: 'section.add', question: asked.id, language, text: text || 'Partie' },
    { kind: 'section.text', section, language, text },
    { kind: 'section.remove', section },
    { kind: 'profiles.add', name: text || 'Profil' },
    { kind: 'profiles.remove', of, id: named[entry % named.length]?.id ?? 'none' },
    { kind: 'profiles.criterion', item: other.id },
    { kind: 'profiles.text', of, id: named[entry % named.length]?.id ?? 'none', part, language, text },
  ];
  return edits[kind] as Edit;
}

/** Translates what was written in one language alone. */
function translated(survey: SurveyDraft): SurveyDraft {
  const whole = structuredClone(survey);
  for (const { path, values = [] } of languageFaults(whole, whole.languages)) {
    const texts = path.split('.').reduce((node, key) => Reflect.get(node, key), whole as object);
    Reflect.set(texts, String(values[0]), Object.values(texts)[0]);
  }
  return whole;
}

test('each edit of a series is refused or leaves a valid survey, and its workbook reads back as the same file', () => {
  const outcomes = new Map<string, number>();
  let trips = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...SURVEYS),
      fc.array(made, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (first, all, isTaken) => {
        let survey = first;
        for (const one of all) {
          const edit = editOf(survey, one);
          const known = new Set(structuralFaults(survey).map(faultKey));
          const bytes = JSON.stringify(survey);
          const outcome = applyEdit(survey, edit, isTaken);
          // An edit is undone by the revision before it, of which it has changed nothing.
          expect(JSON.stringify(survey)).toBe(bytes);
          const result = outcome.kind === 'edited' ? 'edited' : (outcome.fault?.code ?? outcome.code);
          outcomes.set(`${edit.kind} ${result}`, (outcomes.get(`${edit.kind} ${result}`) ?? 0) + 1);
          if (outcome.kind === 'refused') continue;
          expect(v.is(surveySchema, outcome.survey)).toBe(true);
          expect(structuralFaults(outcome.survey).filter((fault) => !known.has(faultKey(fault)))).toEqual([]);
          survey = outcome.survey;
        }
        const whole = translated(survey);
        if (checkSurvey(whole, areas).kind !== 'survey') return;
        trips++;
        const taken = takeWorkbook(writeWorkbook({ survey: whole }, areas), { lists, id: whole.id });
        const file = taken.kind === 'taken' ? taken.files?.get(`${whole.revision}.json`) : undefined;
        expect(canonicalize(JSON.parse(file ?? 'null'))).toBe(canonicalize(whole));
      },
    ),
    { numRuns: LONG ? 1_000 : 25 },
  );
  // Every edit was tried, most with more than one outcome, and most of what came of them was written and read.
  expect(new Set([...outcomes.keys()].map((one) => one.split(' ')[0])).size).toBeGreaterThan(18);
  expect(trips).toBeGreaterThan(10);
});

const done = (survey: SurveyDraft, edit: Edit, withDependents = false): SurveyDraft => {
  const outcome = applyEdit(survey, edit, withDependents);
  if (outcome.kind === 'refused') throw new Error(`${outcome.code} ${JSON.stringify(outcome.dependents)}`);
  return outcome.survey;
};
const asked = (survey: SurveyDraft, id: string) => placeIn(survey, id)?.asked;

test('removing a question or an option lists what depends on it first, and removes that too once confirmed', () => {
  expect(applyEdit(BENEVOLAT, { kind: 'question.remove', question: 'employees' })).toMatchObject({
    dependents: [{ kind: 'condition', id: 'coordinator' }],
  });
  const without = done(BENEVOLAT, { kind: 'question.remove', question: 'employees' }, true);
  expect(asked(without, 'coordinator')).not.toHaveProperty('showIf');
  // A row that a fact counts is counted no more; the fact, its criterion and its profiles stay.
  const row = entriesIn(BENEVOLAT, asked(BENEVOLAT, 'tasks') as QuestionDraft, 'rows')[0]?.id ?? '';
  const remove: Edit = { kind: 'entry.remove', question: 'tasks', list: 'rows', entry: row };
  expect(applyEdit(BENEVOLAT, remove)).toMatchObject({
    code: 'depended-on',
    dependents: [{ kind: 'facts', id: 'shared' }],
  });
  const { facts, typology } = done(BENEVOLAT, remove, true);
  const shared = facts.find(({ id }) => id === 'shared');
  expect(JSON.stringify(shared)).not.toContain(`"${row}"`);
  expect(typology?.criteria).toEqual(BENEVOLAT.typology?.criteria);
  // A quiz loses the weights of an option, and no more.
  const [option] = entriesIn(USAGER, asked(USAGER, 'moment') as QuestionDraft, 'options');
  const lighter = done(
    USAGER,
    { kind: 'entry.remove', question: 'moment', list: 'options', entry: option?.id ?? '' },
    true,
  );
  const weights = (survey: SurveyDraft) => survey.typology?.affinity?.weights ?? [];
  expect(weights(lighter)).toEqual(weights(USAGER).filter((one) => one.item !== 'moment' || one.option !== option?.id));
  // The file of results is named, and left to its author.
  const results = { filters: ['employees'] };
  expect(applyEdit(BENEVOLAT, { kind: 'question.remove', question: 'employees' }, false, results)).toMatchObject({
    dependents: [{ kind: 'condition' }, { kind: 'results', id: 'filters.0' }],
  });
});

test('removing an option removes only the part of a condition that names it', () => {
  const first = (id: string) => entriesIn(BENEVOLAT, asked(BENEVOLAT, id) as QuestionDraft, 'options')[0]?.id ?? '';
  const stays = { item: 'employees', is: first('employees') };
  const rule = { all: [stays, { not: { item: 'field', is: first('field') } }] };
  const survey = done(BENEVOLAT, { kind: 'condition', question: 'welcome', rule });
  const remove: Edit = { kind: 'entry.remove', question: 'field', list: 'options', entry: first('field') };
  expect(asked(done(survey, remove, true), 'welcome')?.showIf).toEqual(stays);
  // A question that moves before what it depends on.
  const section = survey.sections[0]?.id ?? '';
  expect(applyEdit(survey, { kind: 'question.move', question: 'welcome', section, at: 0 })).toMatchObject({
    code: 'depended-on',
    dependents: [{ kind: 'condition', id: 'welcome', fault: { code: 'asked-later' } }],
  });
  expect(applyEdit(BENEVOLAT, { kind: 'condition', question: 'field', rule: { answered: 'welcome' } })).toMatchObject({
    kind: 'refused',
    fault: { code: 'asked-later' },
  });
});

test('changing the kind of a question keeps its id and, where possible, its options; new ids come from labels', () => {
  const to = (survey: SurveyDraft, kind: (typeof KINDS)[number], isWanted = false) =>
    done(survey, { kind: 'kind', question: 'field', to: kind, language: 'fr', labels: ['Oui', 'Non'] }, isWanted);
  const labels = (survey: SurveyDraft, list: ListName) =>
    entriesIn(survey, asked(survey, 'field') as QuestionDraft, list).map(({ label }) => label.fr);
  const had = labels(BENEVOLAT, 'options');
  const free: SurveyDraft = { ...BENEVOLAT, stratum: undefined };
  expect(labels(to(free, 'multiple'), 'options')).toEqual(had);
  const matrix = to(free, 'matrix');
  expect([labels(matrix, 'rows'), labels(matrix, 'levels')]).toEqual([had, ['Oui', 'Non']]);
  expect(labels(to(matrix, 'single'), 'options')).toEqual(had);
  expect(to(matrix, 'single').scales).toEqual(free.scales);
  const toText: Edit = { kind: 'kind', question: 'field', to: 'text', language: 'fr', labels: ['Oui', 'Non'] };
  expect(applyEdit(free, toText)).toMatchObject({ dependents: [{ kind: 'entries', id: String(had.length) }] });
  expect(asked(to(free, 'text', true), 'field')).toMatchObject({ id: 'field', kind: 'text' });
  let survey = free;
  for (const at of [0, 1])
    survey = done(survey, {
      kind: 'entry.add',
      question: 'field',
      list: 'options',
      at,
      language: 'fr',
      text: 'Été, plage',
    });
  const ids = entriesIn(survey, asked(survey, 'field') as QuestionDraft, 'options').map(({ id }) => id);
  expect(ids.slice(0, 2)).toEqual(['ete-plage', 'ete-plage-2']);
  const renamed = done(survey, {
    kind: 'entry.text',
    question: 'field',
    list: 'options',
    entry: 'ete-plage',
    language: 'fr',
    text: 'Neige',
  });
  expect(entriesIn(renamed, asked(renamed, 'field') as QuestionDraft, 'options')[0]).toMatchObject({ id: 'ete-plage' });
  const twice = done(free, { kind: 'question.duplicate', question: 'tasks' });
  expect(structuralFaults(twice)).toEqual([]);
  const section = free.sections[0]?.id ?? '';
  const open = done(free, { kind: 'question.add', section, at: 1, language: 'fr', text: 'Un mot ?' });
  const published: Edit = { kind: 'text', question: 'un-mot', part: 'consent', language: 'fr', text: 'Publiez' };
  expect(asked(done(open, published), 'un-mot')).toMatchObject({ personal: true, consent: { fr: 'Publiez' } });
});

test('a section begins at any question but the first, before which nothing would stay', () => {
  const ids = USAGER.sections[0]?.questions.slice(0, 2).map(({ id }) => id) ?? [];
  const begun = ids.map((question) =>
    applyEdit(USAGER, { kind: 'section.add', question, language: 'fr', text: 'Suite' }),
  );
  expect(begun).toMatchObject([{ kind: 'refused', code: 'last-one' }, { kind: 'edited' }]);
});

test('a fault that the survey already had does not block other edits', () => {
  const faulty = { ...BENEVOLAT, stratum: 'tasks' };
  const edit: Edit = { kind: 'text', question: 'field', part: 'help', language: 'fr', text: 'Une aide' };
  expect(applyEdit(faulty, edit)).toMatchObject({ kind: 'edited', survey: { stratum: 'tasks' } });
});
