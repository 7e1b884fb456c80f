import type { Survey } from '../survey/questionnaire.ts';
import type { Fact, FactValue, FactValues, Typology } from '../survey/typology-schema.ts';
import { MARGIN, mostOf, pointsByItem } from '../typology/affinity.ts';
import { distinct, type Matches, matchesOf, sumsOf } from '../typology/completions.ts';
import { factsOf, gapOf } from '../typology/condition.ts';
import { domainOf, inputsOf, rulesOf } from '../typology/fact-domain.ts';
import { isSpan } from '../typology/fact-values.ts';
import { readFact } from '../typology/facts.ts';
import { answersTo } from '../typology/open-answers.ts';

/* What answers can make of the profiles of a typology, without trying all of them: criteria are independent but for those that share facts. */

/** Comparisons of profiles, and sums of their matches: some 300 ms each. What would take more is not proven, but drawn. */
const MOST_COMPARISONS = 5_000_000;
const MOST_SUMS = 100_000;

/** Returns whether some answers bring a profile nearer than another, both by their places. */
type Leads = (one: number, other: number) => boolean;

export type Parts = readonly (readonly Matches[])[];

/** Returns the matches that facts can give, for each group of criteria whose facts are independent of the others. */
export function partsOf(survey: Survey): Parts | undefined {
  const { typology, facts } = survey;
  if (!typology || typology.affinity) return undefined;
  const { criteria, impossible = [] } = typology;
  const joint = jointValues(survey, facts).map((points) => Object.keys(points[0] ?? {}));
  let groups: readonly (readonly string[])[] = [];
  for (const read of [...joint, ...criteria.map((one) => one.facts), ...impossible.map(factsOf)]) {
    const joined = groups.filter((group) => group.some((id) => read.includes(id)));
    groups = [...groups.filter((group) => !joined.includes(group)), [...new Set([...read, ...joined.flat()])]];
  }
  const parts = groups.map((group) => matchesIn(survey, criteria, group));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** Returns the different matches of the criteria that read no other facts than these. */
export function matchesIn(
  survey: Survey,
  criteria: Typology['criteria'],
  ids: readonly string[],
): readonly Matches[] | undefined {
  const { typology, facts } = survey;
  if (!typology) return undefined;
  const isOfThese = (read: readonly string[]) => read.every((id) => ids.includes(id));
  const joint = jointValues(
    survey,
    facts.filter(({ id }) => ids.includes(id)),
  );
  const size = joint.reduce((product, points) => product * points.length, typology.profiles.length ** 2);
  if (size > MOST_COMPARISONS) return undefined;
  const own = criteria.filter((one) => isOfThese(one.facts));
  const impossible = (typology.impossible ?? []).filter((one) => isOfThese(factsOf(one)));
  const points = joint.reduce<readonly FactValues[]>(
    (all, some) => all.flatMap((one) => some.map((other) => ({ ...one, ...other }))),
    [{}],
  );
  const possible = points.filter((values) => impossible.every((one) => gapOf(one, values) > 0));
  return distinct(possible.map((values) => matchesOf(typology, own, values)));
}

/** Compares profiles over all answers: exactly where every question is answered, and each may lead where there is too much to compare. */
export function leadsIn({ typology, questionOfItem }: Survey, parts: Parts | undefined): Leads {
  const { affinity, profiles = [] } = typology ?? {};
  const size = profiles.length ** 2 * (affinity?.weights.length ?? 0);
  if (!affinity || size > MOST_COMPARISONS)
    return (one, other) => {
      const leadIn = (part: readonly Matches[]) => Math.max(...part.map((m) => (m[one] ?? 0) - (m[other] ?? 0)));
      return !parts || parts.reduce((sum, part) => sum + leadIn(part), 0) > 0;
    };
  const items = pointsByItem(affinity, profiles, questionOfItem);
  const ranges = profiles.map((_, at) =>
    items.reduce((sum, one) => sum + (one.most[at] ?? 0) - (one.least[at] ?? 0), 0),
  );
  return (one, other) => {
    const shareOf = (points: readonly number[] = [], at: number) => (points[at] ?? 0) / (ranges[at] ?? 1);
    const ahead = (points?: readonly number[]) => shareOf(points, one) - shareOf(points, other);
    const lead = items.reduce((sum, { item, points, least }) => {
      const question = questionOfItem.get(item);
      return question ? sum + mostOf(question, (option) => ahead(points.get(option))) - ahead(least) : sum;
    }, 0);
    return lead > (affinity.compositeMargin ?? MARGIN) + 1e-9;
  };
}

/** Returns the places of the profiles that come alone for some values of the facts. */
export function placesAlone({ profiles, compositeBelow = 0 }: Typology, parts: Parts): ReadonlySet<number> | undefined {
  const sums = sumsOf(
    profiles.map(() => 0),
    parts,
    MOST_SUMS,
  );
  if (!sums) return undefined;
  const places = sums.map((sum) => {
    const most = Math.max(...sum);
    return most >= compositeBelow && sum.indexOf(most) === sum.lastIndexOf(most) ? sum.indexOf(most) : -1;
  });
  return new Set(places);
}

/** Values of facts that depend on each other, and on no other fact. */
type JointValues = readonly FactValues[];

/** Returns the values that facts can have: those that read one and the same question by its answers, each of the others by itself. */
function jointValues({ typology, questionOfItem }: Survey, facts: readonly Fact[]): readonly JointValues[] {
  const factsOfItem = new Map<string, readonly Fact[]>();
  for (const fact of facts) {
    // A fact that no criterion reads may be open.
    const isRead = typology?.criteria.some((one) => one.facts.includes(fact.id));
    const key = isRead ? inputsOf(fact).join(' ') : `(${fact.id})`;
    factsOfItem.set(key, [...(factsOfItem.get(key) ?? []), fact]);
  }
  return [...factsOfItem].flatMap(([item, own]) => {
    const question = own.length > 1 ? questionOfItem.get(item) : undefined;
    const answers = question && answersTo(question, item, own.flatMap(rulesOf), typology?.blankOptions);
    if (!answers) return own.map((fact) => domainOf(fact).map((value) => ({ [fact.id]: value })));
    const points = [undefined, ...answers].flatMap((answer) => {
      const values: Record<string, FactValue> = {};
      for (const fact of own) {
        const value = readFact(fact, { [item]: answer }, typology?.blankRows === 'missing');
        if (value === undefined || isSpan(value)) return [];
        values[fact.id] = value;
      }
      return [values];
    });
    return [points];
  });
}
