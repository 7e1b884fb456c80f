import { type Fault, fault, repeated } from '../survey/fault.ts';
import { toQuestion } from '../survey/questionnaire.ts';
import type { SurveyFile } from '../survey/survey-schema.ts';
import type { Fact } from '../survey/typology-schema.ts';

/** Finds duplicate ids. Questions, rows and "préciser" texts share one namespace, that of answers. */
export function identityFaults(file: SurveyFile): readonly Fault[] {
  const { facts, typology } = file;
  return [
    ...itemFaults(file),
    ...facts.flatMap((fact, index) => (fact.id in {} ? [fault(`facts.${index}.id`, 'reserved', fact.id)] : [])),
    ...repeated(ids(file.sections), 'sections'),
    ...Object.entries(file.scales).flatMap(([id, scale]) => repeated(ids(scale.levels), `scales.${id}.levels`)),
    ...file.sections.flatMap((section, s) =>
      section.questions.flatMap((asked, q) =>
        'options' in asked ? repeated(ids(asked.options), `sections.${s}.questions.${q}.options`) : [],
      ),
    ),
    ...repeated(ids(facts), 'facts'),
    ...facts.flatMap((fact, index) => factFaults(fact, `facts.${index}`)),
    ...(typology ? repeated(ids(typology.criteria), 'typology.criteria') : []),
    ...(typology ? repeated(ids(typology.profiles), 'typology.profiles') : []),
    ...takenNames(file),
    ...repeated(ids(file.warnings ?? []), 'warnings'),
  ];
}

/** Finds ids that collide with the reserved words of published tables and exports. */
function takenNames({ stratum, sections, typology }: SurveyFile): readonly Fault[] {
  const strata = sections.flatMap(({ questions }, s) =>
    questions.flatMap((asked, q) =>
      asked.id === stratum && 'options' in asked
        ? asked.options.map(({ id }, o) => ({ id, path: `sections.${s}.questions.${q}.options.${o}.id` }))
        : [],
    ),
  );
  const profiles = (typology?.profiles ?? []).map(({ id }, p) => ({ id, path: `typology.profiles.${p}.id` }));
  return [
    ...strata.filter(({ id }) => id === 'all' || id === 'hidden'),
    ...profiles.filter(({ id }) => id === 'composite'),
  ].map(({ id, path }) => fault(path, 'reserved', id));
}

function itemFaults(file: SurveyFile): readonly Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, string>();
  const claim = (id: string, path: string) => {
    const owner = owners.get(id);
    if (isReservedItem(id)) faults.push(fault(path, 'reserved', id));
    else if (owner) faults.push(fault(path, 'id-taken', id, owner));
    else owners.set(id, path);
  };
  file.sections.forEach((section, s) => {
    section.questions.forEach((asked, q) => {
      const path = `sections.${s}.questions.${q}`;
      claim(asked.id, path);
      for (const item of toQuestion(asked, section.id, 0, file.scales).items)
        if (item !== asked.id) claim(item, `${path}.items.${item}`);
    });
  });
  return faults;
}

/** Columns that every export has, before those of the items. */
const COLUMNS = ['id', 'survey', 'revision', 'status', 'sequence', 'mode', 'channel', 'language', 'minutes', 'profile'];

/** Answers and facts are objects keyed by their ids: an inherited name such as `constructor` would look answered in every response. */
export function isReservedItem(id: string): boolean {
  return id in {} || COLUMNS.includes(id);
}

function factFaults(fact: Fact, path: string): readonly Fault[] {
  if (fact.kind === 'count') return [...repeated(fact.rows, path), ...repeated(fact.levels, path)];
  if (fact.kind === 'category') return repeated(ids(fact.cases), `${path}.cases`);
  return fact.kind === 'set' ? repeated(ids(fact.members), `${path}.members`) : [];
}

function ids(named: readonly { readonly id: string }[]): readonly string[] {
  return named.map((one) => one.id);
}
