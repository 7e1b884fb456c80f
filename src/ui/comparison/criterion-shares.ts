import type { Survey } from '../../core/survey/questionnaire.ts';
import type { LocalText, Rule } from '../../core/survey/survey-parts.ts';
import type { Fact } from '../../core/survey/typology-schema.ts';

/** The respondents whom a criterion counts by one item: those who chose one of these options. */
interface SharedAnswer {
  readonly label: LocalText;
  readonly item: string;
  readonly options: readonly string[];
}

/** The answers behind a criterion, each once, in the order of the questionnaire. */
export function answersBehind(survey: Survey, facts: readonly string[]): readonly SharedAnswer[] {
  const found = new Map<string, SharedAnswer>();
  for (const fact of survey.facts.filter((one) => facts.includes(one.id)))
    for (const answer of answersOf(survey, fact)) {
      const key = `${answer.item} ${answer.options.join(' ')}`;
      if (!found.has(key)) found.set(key, answer);
    }
  const order = survey.questions.flatMap((question) => question.items);
  return [...found.values()].sort((a, b) => order.indexOf(a.item) - order.indexOf(b.item));
}

function answersOf(survey: Survey, fact: Fact): readonly SharedAnswer[] {
  switch (fact.kind) {
    case 'flag': {
      // "One of twelve rows is planned" is no answer to any one item: no published count says it.
      const [only, ...more] = namedIn(fact.yes);
      if (!only || more.length > 0) return [];
      return only.options.length > 1 && isMultiple(survey, only)
        ? labelledIn(survey, fact.yes)
        : [{ ...only, label: fact.says.yes }];
    }
    case 'count':
      return fact.rows.map((row) => labelled(survey, { item: row, options: fact.levels }));
    case 'category':
      return fact.cases.flatMap((one) => (one.when ? labelledIn(survey, one.when) : []));
    case 'set':
      return fact.members.flatMap((member) => labelledIn(survey, member.when));
  }
}

type Named = Omit<SharedAnswer, 'label'>;

/** The options a rule asks for. What it rules out (`not`) is no answer. */
function namedIn(rule: Rule): readonly Named[] {
  if ('is' in rule) return [{ item: rule.item, options: [rule.is] }];
  if ('in' in rule) return [{ item: rule.item, options: rule.in }];
  if ('all' in rule) return rule.all.flatMap(namedIn);
  if ('any' in rule) return rule.any.flatMap(namedIn);
  return [];
}

function labelledIn(survey: Survey, rule: Rule): readonly SharedAnswer[] {
  return namedIn(rule).flatMap(({ item, options }) => {
    const parts = isMultiple(survey, { item }) ? options.map((option) => [option]) : [options];
    return parts.map((part) => labelled(survey, { item, options: part }));
  });
}

/** One person may tick several options of a multiple choice: their counts are never added up. */
function isMultiple(survey: Survey, { item }: Pick<Named, 'item'>): boolean {
  return survey.questionOfItem.get(item)?.kind === 'multiple';
}

/** A row of a matrix is named by the row, an option by its own label. */
function labelled(survey: Survey, named: Named): SharedAnswer {
  const question = survey.questionOfItem.get(named.item);
  const label =
    question?.kind === 'matrix'
      ? question.rows.find((row) => row.id === named.item)?.label
      : question?.choice.get(named.options[0] ?? '')?.label;
  if (!label) throw new Error(`no label for ${named.item}`);
  return { ...named, label };
}

/** The level that the rows of a matrix are counted at, to say it once for them all. */
export function levelOf(survey: Survey, answers: readonly SharedAnswer[]): LocalText | undefined {
  const [first] = answers;
  const question = first && survey.questionOfItem.get(first.item);
  return question?.kind === 'matrix' ? question.choice.get(first?.options[0] ?? '')?.label : undefined;
}
