import { itemReadBy, itemsOf } from '../answering/rule-items.ts';
import { type Fault, fault, repeated, unknown } from '../survey/fault.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import type { Rule } from '../survey/survey-parts.ts';
import type { Option, SurveyFile } from '../survey/survey-schema.ts';
import type { Fact } from '../survey/typology-schema.ts';
import { inputsOf, rulesOf } from '../typology/fact-domain.ts';

/** Finds references of questions, facts, warnings and the stratum to something that does not exist or comes later. */
export function linkFaults(file: SurveyFile, survey: Survey): readonly Fault[] {
  const { stratum } = survey;
  return [
    ...questionFaults(file, survey),
    ...survey.facts.flatMap((fact, index) => factFaults(survey, fact, `facts.${index}`)),
    ...(stratum !== undefined && survey.question.get(stratum)?.kind !== 'single'
      ? [fault('stratum', 'not-single', stratum)]
      : []),
    ...survey.warnings.flatMap((warning, index) => [
      ...unknown('question', [warning.question], (id) => survey.question.has(id), `warnings.${index}.question`),
      ...ruleFaults(survey, warning.when, `warnings.${index}.when`),
    ]),
    ...blankOptionFaults(survey),
    ...revisedFaults(file, survey),
  ];
}

function blankOptionFaults({ typology, facts, questionOfItem }: Survey): readonly Fault[] {
  const inputs = facts.flatMap(inputsOf).flatMap((item) => questionOfItem.get(item) ?? []);
  return (typology?.blankOptions ?? [])
    .filter((option) => !inputs.some((question) => mayBe(question, option)))
    .map((option) => fault('typology.blankOptions', 'no-blank-option', option));
}

function revisedFaults({ revised }: SurveyFile, { question }: Survey): readonly Fault[] {
  return (['changes', 'kept'] as const).flatMap((list) =>
    (revised?.[list] ?? []).flatMap(({ questions }, index) =>
      unknown('question', questions, (id) => question.has(id), `revised.${list}.${index}`),
    ),
  );
}

function questionFaults(file: SurveyFile, survey: Survey): readonly Fault[] {
  const faults: Fault[] = [];
  const earlier = new Set<string>();
  for (const question of survey.questions) {
    const path = pathOf(file, question);
    if (question.showIf) {
      faults.push(...ruleFaults(survey, question.showIf, `${path}.showIf`));
      for (const item of new Set(itemsOf(question.showIf))) {
        if (survey.questionOfItem.has(item) && !earlier.has(item))
          faults.push(fault(`${path}.showIf`, 'asked-later', item));
      }
    }
    if (question.kind === 'matrix') faults.push(...scaleFaults(file, question, path));
    if (question.kind === 'text' && question.consent && !question.personal)
      faults.push(fault(`${path}.consent`, 'consent-unneeded'));
    if (question.kind === 'number' && question.min >= question.max) faults.push(fault(`${path}.min`, 'bounds-crossed'));
    if (question.kind === 'multiple') {
      const { length } = question.options;
      const { min = 1, max = length } = question;
      if (max > length) faults.push(fault(`${path}.max`, 'max-above-options', max, length));
      if (min > Math.min(max, length)) faults.push(fault(`${path}.min`, 'min-above-max'));
    }
    faults.push(...orderFaults(file, question, path));
    for (const item of question.items) earlier.add(item);
  }
  return [...faults, ...prefillFaults(file, survey)];
}

function orderFaults(file: SurveyFile, question: Question, path: string): readonly Fault[] {
  if (!('order' in question) || question.order === undefined) return [];
  const ids = (options: readonly Option[]) => options.map(({ id }) => id).join();
  const isScale = Object.values(file.scales).some(({ levels }) => ids(levels) === ids(question.choices));
  if (question.number === 1) return [fault(`${path}.order`, 'first-ordered')];
  return question.kind !== 'matrix' && isScale ? [fault(`${path}.order`, 'scale-ordered')] : [];
}

/** Options of a question that a link may answer, and of all such questions together: more could name a person. */
const PREFILL = { options: 30, combinations: 900 };

function prefillFaults(file: SurveyFile, survey: Survey): readonly Fault[] {
  const prefilled = survey.questions.filter((question) => question.kind === 'single' && question.prefill);
  const tooLong = prefilled.filter(({ choices }) => choices.length > PREFILL.options);
  const pathTo = (question: Question) => `${pathOf(file, question)}.prefill`;
  if (tooLong.length > 0) return tooLong.map((question) => fault(pathTo(question), 'prefill-options', PREFILL.options));
  const [last] = prefilled.slice(-1);
  const combinations = prefilled.reduce((product, { choices }) => product * choices.length, 1);
  return last && combinations > PREFILL.combinations
    ? [fault(pathTo(last), 'prefill-combinations', combinations, PREFILL.combinations)]
    : [];
}

function scaleFaults(file: SurveyFile, question: Question & { kind: 'matrix' }, path: string): readonly Fault[] {
  if (!file.scales[question.scale]) return [fault(`${path}.scale`, 'unknown', 'scale', question.scale)];
  if (question.otherItem) return [fault(`${path}.scale`, 'level-specified')];
  return question.fillWith === undefined || question.choices.some((level) => level.id === question.fillWith)
    ? []
    : [fault(`${path}.fillWith`, 'no-fill-level', question.fillWith, question.scale)];
}

function ruleFaults(survey: Survey, rule: Rule, path: string): readonly Fault[] {
  if ('all' in rule) return rule.all.flatMap((part, i) => ruleFaults(survey, part, `${path}.all.${i}`));
  if ('any' in rule) {
    const empty = rule.any.length === 0 ? [fault(path, 'empty-any')] : [];
    return [...empty, ...rule.any.flatMap((part, i) => ruleFaults(survey, part, `${path}.any.${i}`))];
  }
  if ('not' in rule) return ruleFaults(survey, rule.not, `${path}.not`);
  const item = itemReadBy(rule);
  const question = survey.questionOfItem.get(item);
  if (!question) return [fault(path, 'no-item', item)];
  if ('answered' in rule) return [];
  if ('chosen' in rule) return question.kind === 'multiple' ? [] : [fault(path, 'not-multiple', item)];
  if ('atLeast' in rule || 'atMost' in rule) return question.kind === 'number' ? [] : [fault(path, 'not-number', item)];
  const named = 'is' in rule ? [rule.is] : rule.in;
  // A hostile file may name a million.
  const strange = named.filter((option) => !mayBe(question, option)).slice(0, 20);
  return [...strange.map((option) => fault(path, 'no-option', item, option)), ...repeated(named, path)];
}

/** A matrix whose scale is missing has that fault already: its levels are not reported again. */
function mayBe(question: Question, option: string): boolean {
  if (question.kind === 'matrix' && question.choices.length === 0) return true;
  if (question.kind === 'number') return question.unknown === true && option === 'unknown';
  return question.choices.some((choice) => choice.id === option);
}

function factFaults(survey: Survey, fact: Fact, path: string): readonly Fault[] {
  const faults = (fact.kind === 'count' ? [] : rulesOf(fact)).flatMap((rule) => ruleFaults(survey, rule, path));
  for (const item of inputsOf(fact)) if (!survey.questionOfItem.has(item)) faults.push(fault(path, 'no-item', item));
  if (fact.kind === 'count') {
    for (const row of fact.rows) {
      const question = survey.questionOfItem.get(row);
      for (const level of question ? fact.levels : [])
        if (question && !mayBe(question, level)) faults.push(fault(path, 'no-level', question.id, level));
    }
  }
  // Several rows or rules of a fact may make the same mistake.
  return faults.filter((one, index) => faults.findIndex((other) => other.reason === one.reason) === index);
}

export function pathOf(file: SurveyFile, question: Question): string {
  const s = file.sections.findIndex((section) => section.id === question.section);
  const q = file.sections[s]?.questions.findIndex((asked) => asked.id === question.id) ?? -1;
  return `sections.${s}.questions.${q}`;
}
