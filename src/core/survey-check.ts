import * as v from 'valibot';
import { factsOf, gapOf } from './condition.ts';
import { everyPoint, sizeOfSpace } from './enumeration.ts';
import { inputsOf } from './facts.ts';
import { type Question, type Survey, toSurvey } from './questionnaire.ts';
import { itemsOf } from './rule.ts';
import { type Condition, type Fact, type Rule, type SurveyFile, surveySchema, type Typology } from './survey.ts';

/** What is wrong with a survey file and where: `sections.0.questions.2.showIf: …`. One line each. */
export interface Fault {
  readonly path: string;
  readonly reason: string;
}

export type CheckedSurvey =
  | { readonly kind: 'survey'; readonly file: SurveyFile; readonly survey: Survey }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] };

/** The largest space of facts that is enumerated to prove that every profile can be reached. */
const LARGEST_SPACE = 2_000_000;

/**
 * The whole check of a survey file: its shape, then the references between its parts, then that every question and profile
 * can be reached. Runs at build and at the endpoint's start, not on the phone.
 */
export function checkSurvey(json: unknown): CheckedSurvey {
  const parsed = v.safeParse(surveySchema, json);
  if (!parsed.success) {
    return {
      kind: 'faulty',
      faults: parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '(file)', reason: issue.message })),
    };
  }
  const file: SurveyFile = parsed.output;
  const survey = toSurvey(file);
  const faults = [
    ...languageFaults(file),
    ...identityFaults(file, survey),
    ...questionFaults(file, survey),
    ...factFaults(survey),
    ...(survey.typology ? typologyFaults(survey.typology, survey.facts) : []),
    ...otherReferenceFaults(survey),
  ];
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'survey', file, survey };
}

/** Every text in every language of the file. */
function languageFaults(file: SurveyFile): Fault[] {
  const faults: Fault[] = [];
  const visit = (node: unknown, path: string) => {
    if (typeof node !== 'object' || node === null) return;
    const entries = Object.entries(node);
    const isText =
      !Array.isArray(node) &&
      entries.length > 0 &&
      entries.every(([key, value]) => /^[a-z]{2}$/.test(key) && typeof value === 'string');
    if (isText) {
      for (const language of file.languages) {
        if (!(language in node)) faults.push({ path, reason: `no text in "${language}"` });
      }
      return;
    }
    for (const [key, value] of entries) visit(value, path ? `${path}.${key}` : key);
  };
  visit(file, '');
  return faults;
}

function identityFaults(file: SurveyFile, survey: Survey): Fault[] {
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  const claim = (id: string, path: string) => {
    const first = seen.get(id);
    if (first) faults.push({ path, reason: `"${id}" is already the id of ${first}` });
    else seen.set(id, path);
  };
  file.sections.forEach((section, s) => {
    section.questions.forEach((asked, q) => {
      const path = `sections.${s}.questions.${q}`;
      claim(asked.id, path);
      for (const item of survey.question.get(asked.id)?.items ?? [])
        if (item !== asked.id) claim(item, `${path}.items.${item}`);
    });
  });
  faults.push(
    ...repeated(
      file.sections.map((section) => section.id),
      'sections',
    ),
  );
  faults.push(
    ...repeated(
      survey.facts.map((fact) => fact.id),
      'facts',
    ),
  );
  for (const [id, scale] of Object.entries(file.scales))
    faults.push(
      ...repeated(
        scale.levels.map((level) => level.id),
        `scales.${id}.levels`,
      ),
    );
  for (const question of survey.questions)
    faults.push(
      ...repeated(
        question.choices.map((option) => option.id),
        `${pathOf(file, question)}.options`,
      ),
    );
  return faults;
}

function questionFaults(file: SurveyFile, survey: Survey): Fault[] {
  const faults: Fault[] = [];
  const earlier = new Set<string>();
  for (const question of survey.questions) {
    const path = pathOf(file, question);
    if (question.showIf) {
      faults.push(...ruleFaults(survey, question.showIf, `${path}.showIf`));
      for (const item of itemsOf(question.showIf)) {
        if (survey.questionOfItem.has(item) && !earlier.has(item))
          faults.push({ path: `${path}.showIf`, reason: `"${item}" is asked later, or here` });
      }
    }
    if (question.kind === 'matrix') {
      if (!file.scales[question.scale]) faults.push({ path: `${path}.scale`, reason: `no scale "${question.scale}"` });
      else if (question.fillWith && !question.choices.some((level) => level.id === question.fillWith)) {
        faults.push({
          path: `${path}.fillWith`,
          reason: `no level "${question.fillWith}" in scale "${question.scale}"`,
        });
      }
    }
    if (question.kind === 'number' && question.min >= question.max)
      faults.push({ path: `${path}.min`, reason: 'min is not below max' });
    if (
      question.kind === 'multiple' &&
      (question.min ?? 1) > Math.min(question.max ?? question.options.length, question.options.length)
    ) {
      faults.push({ path: `${path}.min`, reason: 'min is above max, or above the number of options' });
    }
    for (const item of question.items) earlier.add(item);
  }
  return faults;
}

function ruleFaults(survey: Survey, rule: Rule, path: string): Fault[] {
  if ('all' in rule) return rule.all.flatMap((part, i) => ruleFaults(survey, part, `${path}.all.${i}`));
  if ('any' in rule) {
    const empty =
      rule.any.length === 0 ? [{ path, reason: 'an empty "any" never holds: nothing behind it can be reached' }] : [];
    return [...empty, ...rule.any.flatMap((part, i) => ruleFaults(survey, part, `${path}.any.${i}`))];
  }
  if ('not' in rule) return ruleFaults(survey, rule.not, `${path}.not`);
  const item = 'item' in rule ? rule.item : rule.answered;
  const question = survey.questionOfItem.get(item);
  if (!question) return [{ path, reason: `no question or row "${item}"` }];
  if ('answered' in rule) return [];
  const options = 'is' in rule ? [rule.is] : rule.in;
  return options
    .filter((id) => !question.choices.some((option) => option.id === id))
    .map((id) => ({ path, reason: `"${item}" has no option "${id}"` }));
}

function factFaults(survey: Survey): Fault[] {
  return survey.facts.flatMap((fact, index) => {
    const path = `facts.${index}`;
    const rules: Rule[] =
      fact.kind === 'flag'
        ? [fact.yes, fact.no]
        : fact.kind === 'category'
          ? fact.cases.flatMap((one) => (one.when ? [one.when] : []))
          : fact.kind === 'set'
            ? fact.members.map((member) => member.when)
            : [];
    const faults = rules.flatMap((rule) => ruleFaults(survey, rule, path));
    for (const item of inputsOf(fact)) {
      const reason = `no question or row "${item}"`;
      if (!survey.questionOfItem.has(item) && !faults.some((fault) => fault.reason === reason))
        faults.push({ path, reason });
    }
    if (fact.kind === 'count') {
      for (const row of fact.rows) {
        const levels = survey.questionOfItem.get(row)?.choices ?? [];
        for (const level of fact.levels)
          if (!levels.some((one) => one.id === level))
            faults.push({ path, reason: `"${row}" has no level "${level}"` });
      }
    }
    if (fact.kind === 'category')
      faults.push(
        ...repeated(
          fact.cases.map((one) => one.id),
          `${path}.cases`,
        ),
      );
    if (fact.kind === 'set')
      faults.push(
        ...repeated(
          fact.members.map((one) => one.id),
          `${path}.members`,
        ),
      );
    return faults;
  });
}

function typologyFaults(typology: Typology, facts: readonly Fact[]): Fault[] {
  const faults: Fault[] = [];
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const criteria = new Map(typology.criteria.map((criterion) => [criterion.id, criterion]));
  faults.push(
    ...repeated(
      typology.criteria.map((one) => one.id),
      'typology.criteria',
    ),
  );
  faults.push(
    ...repeated(
      typology.profiles.map((one) => one.id),
      'typology.profiles',
    ),
  );
  typology.criteria.forEach((criterion, c) => {
    for (const fact of criterion.facts)
      if (!byId.has(fact)) faults.push({ path: `typology.criteria.${c}.facts`, reason: `no fact "${fact}"` });
  });
  typology.profiles.forEach((profile, p) => {
    for (const [id, required] of Object.entries(profile.requires)) {
      const path = `typology.profiles.${p}.requires.${id}`;
      const criterion = criteria.get(id);
      if (!criterion) faults.push({ path, reason: `no criterion "${id}"` });
      faults.push(...conditionFaults(byId, required.when, path));
      for (const fact of factsOf(required.when)) {
        if (criterion && byId.has(fact) && !criterion.facts.includes(fact))
          faults.push({ path, reason: `criterion "${id}" does not read fact "${fact}"` });
      }
    }
    for (const id of criteria.keys())
      if (!(id in profile.requires))
        faults.push({ path: `typology.profiles.${p}.requires`, reason: `nothing said of criterion "${id}"` });
  });
  (typology.impossible ?? []).forEach((one, i) => {
    faults.push(...conditionFaults(byId, one, `typology.impossible.${i}`));
  });
  return faults.length > 0 ? faults : reachFaults(typology, facts);
}

function conditionFaults(facts: ReadonlyMap<string, Fact>, condition: Condition, path: string): Fault[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => conditionFaults(facts, part, `${path}.all.${i}`));
  if ('any' in condition) return condition.any.flatMap((part, i) => conditionFaults(facts, part, `${path}.any.${i}`));
  if ('sum' in condition) {
    return condition.sum.flatMap((id) => {
      const fact = facts.get(id);
      if (!fact) return [{ path, reason: `no fact "${id}"` }];
      return fact.kind === 'count' ? [] : [{ path, reason: `fact "${id}" is not a count and cannot be summed` }];
    });
  }
  const fact = facts.get(condition.fact);
  if (!fact) return [{ path, reason: `no fact "${condition.fact}"` }];
  if (fact.kind === 'count') return [{ path, reason: `fact "${fact.id}" is a count: use "sum"` }];
  if ('equals' in condition !== (fact.kind === 'set'))
    return [{ path, reason: `"equals" is for sets, "is" and "in" for flags and categories` }];
  const asked = 'is' in condition ? [condition.is] : 'in' in condition ? condition.in : condition.equals;
  const known =
    fact.kind === 'flag'
      ? ['yes', 'no']
      : fact.kind === 'category'
        ? fact.cases.map((one) => one.id)
        : fact.members.map((one) => one.id);
  return asked
    .filter((value) => !known.includes(value))
    .map((value) => ({ path, reason: `fact "${fact.id}" never is "${value}"` }));
}

/** A profile that no answers satisfy on every criterion is a mistake of the file. */
function reachFaults(typology: Typology, facts: readonly Fact[]): Fault[] {
  const size = sizeOfSpace(facts);
  if (size > LARGEST_SPACE)
    return [
      { path: 'facts', reason: `${size} combinations of facts are too many to check (${LARGEST_SPACE} at most)` },
    ];
  const waiting = new Map(
    typology.profiles.map((profile, index) => [
      index,
      Object.values(profile.requires).map((required) => required.when),
    ]),
  );
  for (const point of everyPoint(typology, facts)) {
    for (const [index, conditions] of waiting)
      if (conditions.every((one) => gapOf(one, point) === 0)) waiting.delete(index);
    if (waiting.size === 0) break;
  }
  return [...waiting.keys()].map((index) => ({
    path: `typology.profiles.${index}`,
    reason: 'no answers can reach this profile exactly',
  }));
}

function otherReferenceFaults(survey: Survey): Fault[] {
  const faults: Fault[] = [];
  if (survey.stratum !== undefined && survey.question.get(survey.stratum)?.kind !== 'single') {
    faults.push({ path: 'stratum', reason: `"${survey.stratum}" is not a single-choice question` });
  }
  survey.warnings.forEach((warning, w) => {
    if (!survey.question.has(warning.question))
      faults.push({ path: `warnings.${w}.question`, reason: `no question "${warning.question}"` });
    faults.push(...ruleFaults(survey, warning.when, `warnings.${w}.when`));
  });
  return faults;
}

function repeated(ids: readonly string[], path: string): Fault[] {
  return ids.filter((id, index) => ids.indexOf(id) < index).map((id) => ({ path, reason: `"${id}" appears twice` }));
}

function pathOf(file: SurveyFile, question: Question): string {
  const s = file.sections.findIndex((section) => section.id === question.section);
  const q = file.sections[s]?.questions.findIndex((asked) => asked.id === question.id) ?? -1;
  return `sections.${s}.questions.${q}`;
}
