import { setImmediate } from 'node:timers/promises';
import { holds } from '../core/answering/rule.ts';
import { bandsOf, type ResultsFile } from '../core/results/results-file.ts';
import type { Answer, Answers } from '../core/survey/answers.ts';
import type { Question, Survey } from '../core/survey/questionnaire.ts';
import { inProportion, type SeededChance } from './seeded-chance.ts';

/** The people to invent: a number of one group. */
interface PeopleRequest {
  readonly survey: Survey;
  readonly results: ResultsFile;
  readonly group: string;
  readonly count: number;
  readonly chance: SeededChance;
}

/** The share of people who leave an optional question blank. */
const BLANK = 0.04;
/** The share of « je ne sais pas » among answers to a number. */
const UNKNOWN = 0.3;
/** Multiplies the weight of an option that is apart or asks to be specified. */
const SELDOM = 0.3;

type AnswerSheet = Record<string, Answer>;

/** Invents answers, each option in proportion to a weight that comes from its name. Texts stay blank. */
export async function inventAnswers(wanted: PeopleRequest): Promise<readonly Answers[]> {
  const { survey, count, group } = wanted;
  const people: AnswerSheet[] = Array.from({ length: count }, () => ({}));
  for (const question of survey.questions) {
    const asked = people.filter((answers) => !question.showIf || holds(question.showIf, answers));
    if (question.id === survey.stratum) for (const answers of asked) answers[question.id] = group;
    else answer(question, asked, wanted);
    // Yields to the event loop, so that requests are served.
    await setImmediate();
  }
  return people;
}

function answer(question: Question, asked: readonly AnswerSheet[], wanted: PeopleRequest): void {
  const { chance } = wanted;
  // People leave a question blank as a whole.
  const blank = question.required ? 0 : Math.round(asked.length * BLANK);
  const answering = chance.shuffled(asked).slice(blank);
  for (const item of question.items) {
    if (question.kind === 'text' || item === question.otherItem) continue;
    const given = chance.shuffled(answering);
    const give = (answers: readonly Answer[]) => {
      for (const [place, one] of answers.entries()) {
        const person = given[place];
        if (person) person[item] = one;
      }
    };
    if (question.kind === 'number') give(numbers(question, given.length, wanted));
    else if (question.kind === 'multiple') giveSeveral(question, given, wanted);
    else give(ofEach(question, item, given.length, wanted));
  }
}

/** Gives each person one option, in proportion to the weights. */
function ofEach(question: Question, item: string, count: number, wanted: PeopleRequest): readonly string[] {
  const { choices } = question;
  const weights = choices.map((option) => weightOf(question, item, option, wanted));
  return repeated(choices, inProportion(weights, count));
}

/**
 * Returns a weight from 1 to 3 that depends on the names, a little on the name of the group. A few places of a territory get many
 * people, and most get few. Where totals are known, large units answer more often than small ones.
 */
function weightOf(
  { kind }: Question,
  item: string,
  { id, specify }: Question['choices'][number],
  { results, group }: PeopleRequest,
): number {
  const { by, strata = {} } = results.population ?? {};
  const known = item === by ? strata[group]?.parts : undefined;
  if (known) return Math.sqrt(known[id] ?? 0);
  const part = partOf(`${item}/${id}`);
  if (kind === 'territory') return 0.05 + part ** 4 * 3;
  const isSeldom = specify || results.apart?.includes(id);
  return (isSeldom ? SELDOM : 1) * (1 + 1.4 * part + 0.6 * partOf(`${group}/${item}/${id}`));
}

/** Maps a name to a number in [0, 1). */
function partOf(name: string): number {
  let value = 0;
  for (const letter of name) value = (value * 31 + (letter.codePointAt(0) ?? 0)) % 1009;
  return value / 1009;
}

function repeated(choices: Question['choices'], counts: readonly number[]): readonly string[] {
  return choices.flatMap(({ id }, place) => Array.from({ length: counts[place] ?? 0 }, () => id));
}

/** Exclusive options follow their share of people, the others their share of citations. */
function giveSeveral(
  question: Extract<Question, { kind: 'multiple' }>,
  given: readonly AnswerSheet[],
  wanted: PeopleRequest,
): void {
  const { id, choices, min = 1 } = question;
  const { chance } = wanted;
  const together = choices.filter(({ exclusive }) => !exclusive);
  const most = Math.min(question.max ?? together.length, together.length);
  const weightIn = (option: (typeof choices)[number]) => weightOf(question, id, option, wanted);
  const all = choices.reduce((sum, option) => sum + weightIn(option), 0);
  let from = 0;
  for (const option of choices.filter(({ exclusive }) => exclusive)) {
    const until = from + Math.round((weightIn(option) / all) * given.length);
    for (const person of given.slice(from, until)) person[id] = [option.id];
    from = Math.min(until, given.length);
  }
  const people = given.slice(from);
  const cited = Math.max(min, Math.min(most, Math.round(together.length / 3)));
  const weights = together.map((option) => weightIn(option) / all);
  // One option each first, so that every person who answers has chosen something.
  const first = chance.shuffled(repeated(together, inProportion(weights, people.length)));
  const chosen = people.map((_, place) => new Set(first.slice(place, place + 1)));
  for (const [place, { id: option }] of together.entries()) {
    const citations = Math.round(Math.min(0.95, (weights[place] ?? 0) * cited) * people.length);
    let left = citations - chosen.filter((own) => own.has(option)).length;
    for (const own of chance.shuffled(chosen)) {
      if (left <= 0) break;
      if (own.has(option) || own.size >= most) continue;
      own.add(option);
      left--;
    }
  }
  for (const [place, person] of people.entries()) {
    const own = chosen[place] ?? new Set();
    for (const option of chance.shuffled(together)) if (own.size < min) own.add(option.id);
    // In the order of the file, as a device sends them.
    if (own.size > 0) person[id] = together.flatMap((option) => (own.has(option.id) ? [option.id] : []));
  }
}

/** Values in bands around the middle, higher for later groups; rounded, as people write them. */
function numbers(
  question: Extract<Question, { kind: 'number' }>,
  count: number,
  { survey, results, group, chance }: PeopleRequest,
): readonly Answer[] {
  const edges = bandsOf(question, results);
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const place = strata.findIndex(({ id }) => id === group);
  const middle = edges.length * (0.4 + (strata.length > 1 && place > 0 ? (0.25 * place) / (strata.length - 1) : 0));
  const weights = edges.map((_, band) => Math.max(0.1, 1 - Math.abs(band + 0.5 - middle) / (edges.length / 2)));
  const unknown = question.unknown ? Math.round(count * UNKNOWN) : 0;
  const inBands = inProportion(weights, count - unknown).flatMap((n, band) => {
    const low = edges[band] ?? question.min;
    const high = Math.min(question.max, edges[band + 1] ?? Math.max(low * 2, low + 1));
    return Array.from({ length: n }, () => roundWithin(low + (high - low) * chance.next(), low, high, question));
  });
  return chance.shuffled([...inBands, ...Array.from({ length: unknown }, () => 'unknown')]);
}

/** Rounds to two significant digits if the band allows it. */
function roundWithin(value: number, low: number, high: number, { decimals }: { readonly decimals: number }): number {
  const fixed = (one: number) => Number(one.toFixed(decimals));
  const isWithin = (one: number) => one >= low && (one < high || one === low);
  const round = fixed(Number(value.toPrecision(2)));
  if (isWithin(round)) return round;
  return isWithin(fixed(value)) ? fixed(value) : fixed(low);
}
