import { nameTaker } from '../../form/names.ts';
import { choiceOf, leaveOut } from '../../report/decisions.ts';
import { folded } from '../../report/headers.ts';
import type { Instructions, NamedOption, QuestionKind, TextOption, TextQuestion } from './parts.ts';
import type { TextRemarks } from './remarks.ts';
import { areFillers, conditionOf } from './text-conditions.ts';
import * as words from './text-words.ts';

const COUNTS = ['un', 'deux|two|dos|zwei|due|dois', 'trois|three|tres|drei|tre|três', 'quatre|four|cuatro|vier'];

/** Writes counts of answers as digits. */
function withDigits(text: string): string {
  return COUNTS.reduce((sum, words, index) => {
    const count = `(?<!\\p{L})(?:${words})`;
    const before = "(?<=(?:jusqu[’']à|up to|at most|maximum|au plus|hasta|bis zu) (?:de )?)";
    const after = '(?= (?:réponse|choix|case|answer|choice|option|au|max|at|respuesta|antwort))';
    return sum.replaceAll(new RegExp(`${before}${count}(?!\\p{L})|${count}${after}`, 'giu'), String(index + 1));
  }, text);
}

const READ: readonly (readonly [RegExp, (found: readonly (string | undefined)[]) => Instructions])[] = [
  [words.FROM_TO, ([, from, to]) => ({ bounds: [Number(from), Number(to)] })],
  [words.MOST, ([, one, other]) => ({ isSeveral: true, most: Number(one ?? other) })],
  [words.SEVERAL, () => ({ isSeveral: true })],
  [words.REQUIRED, () => ({ isRequired: true })],
  [words.GRID, () => ({ isGrid: true })],
  [words.DATE_FORM, () => ({ isDate: true })],
  // Two of them may come together: “select one, optional”.
  [words.USUAL, () => ({})],
  [words.USUAL, () => ({})],
  [words.NUMBER, () => ({ isNumber: true })],
];

/** Reads an instruction, such as « plusieurs réponses, 3 au plus »; `undefined` where a word of it is not understood. */
export function instructionsIn(written: string): Instructions | undefined {
  const [help, least, , greatest] = words.ENDS.exec(written) ?? [];
  if (help !== undefined) return { bounds: [Number(least), Number(greatest)], help };
  let rest = withDigits(written);
  const known = READ.flatMap(([pattern, read]) => {
    const found = pattern.exec(rest);
    if (found) rest = rest.replace(found[0], ' ');
    return found ? [read(found)] : [];
  });
  return known.length > 0 && areFillers(rest) ? Object.assign({}, ...known) : undefined;
}

/** Reads a row of numbers, with or without words at its ends, as « Pas du tout 0 1 2 3 Tout à fait ». */
export function scaleIn(text: string): Instructions | undefined {
  const numbers = (text.match(/\d{1,3}/g) ?? []).map(Number);
  const [from, second] = numbers;
  const to = numbers.at(-1);
  if (from === undefined || to === undefined || second === undefined || numbers.length < 3) return undefined;
  if (!numbers.every((number, index) => number === from + index)) return undefined;
  const between = text.split(/\d{1,3}/);
  if (between.slice(1, -1).some((part) => words.FILLED.test(part))) return undefined;
  const ends = [between[0] ?? '', between.at(-1) ?? ''].map((part) => part.trim());
  const help = [from, to].map((number, index) => `${number} : ${ends[index]}`).join(' ; ');
  return { bounds: [from, to], ...(ends.some((part) => words.FILLED.test(part)) && { help }) };
}

/** A text with more of them is no question. */
const MOST_BRACKETS = 10;

/** Adds an instruction to a question; returns false where there is none. */
export function instruct(question: TextQuestion, known: Instructions | undefined): boolean {
  if (!known) return false;
  question.instructions = { ...question.instructions, ...known };
  if (known.help !== undefined) question.help.push(known.help);
  return true;
}

/** Reads the text of a question, with the instructions and the condition that are in it. */
export function questionIn(
  written: string,
  place: Pick<TextQuestion, 'line' | 'number' | 'name'>,
  before: readonly TextQuestion[],
  remarks: TextRemarks,
): TextQuestion {
  const { line } = place;
  const parts = { conditions: [], options: [], heads: [], help: [], named: [] };
  const question: TextQuestion = { ...place, ...parts, written, kind: 'text', text: written.trim(), instructions: {} };
  for (const [whole, inside = ''] of [...question.text.matchAll(/[([]([^()[\]]*)[)\]]/g)].slice(0, MOST_BRACKETS)) {
    const { text } = question;
    const isAtEdge = text.startsWith(whole) || !words.FILLED.test(text.slice(text.indexOf(whole) + whole.length));
    if (!instruct(question, instructionsIn(inside))) {
      if (words.CONDITION.test(inside)) question.conditions.push(conditionOf(inside, line, before, remarks) ?? '');
      else if (isAtEdge && words.FILLED.test(inside)) {
        const choices = [choiceOf('words', 'take.words'), choiceOf('help', 'take.help'), leaveOut()];
        const id = remarks.ask(line, 'text.bracket', whole, choices);
        if (id === 'words') continue;
        if (id === 'help') question.help.push(inside);
      } else continue;
    }
    const rest = text.replace(whole, ' ').replaceAll(/ +/g, ' ');
    question.text = rest.replace(/ ([:?])$/, ' $1').trim();
  }
  let { text } = question;
  if (/ \*$/.test(text)) instruct(question, { isRequired: true });
  text = text.replace(/ ?\*$/, '');
  // An instruction after the question.
  const [, asked = '', after = ''] = /^([^?]*\?) (.+)$/.exec(text) ?? [];
  if (instruct(question, instructionsIn(after))) text = asked;
  const [, condition, rest = ''] = words.CONDITION_FIRST.exec(text) ?? [];
  const own = condition && conditionOf(condition, line, before, remarks, true);
  if (condition && own !== undefined && words.REFERENCE.test(condition))
    text = rest.charAt(0).toUpperCase() + rest.slice(1);
  question.conditions.push(own ?? '');
  const [blank = '', unit = ''] = words.TO_FILL.exec(text) ?? [];
  if (unit !== '') instruct(question, { unit });
  question.text = text.slice(0, text.length - blank.length).replace(/ ?:$/, '');
  const [, first, second] = words.MOST.exec(withDigits(question.text)) ?? [];
  const most = Number(first ?? second);
  const [, from, to] = words.SCALE.exec(question.text) ?? [];
  question.instructions = {
    ...(most > 0 && { isSeveral: true, most }),
    ...(from !== undefined && { bounds: [Number(from), Number(to)] }),
    ...question.instructions,
  };
  return question;
}

/** Decides of which kind a question is, once all its lines are read. */
export function closeQuestion(question: TextQuestion, remarks: TextRemarks): void {
  readHeads(question, remarks);
  const { line, text, options, matrix, instructions } = question;
  const count = options.length;
  const isSeveral = instructions.isSeveral === true;
  const isNumber = words.ASKS_COUNT.test(text) || instructions.isNumber || instructions.bounds !== undefined;
  const usual = count > 0 ? (isSeveral ? 'multiple' : 'single') : isNumber ? 'number' : 'text';
  question.kind = matrix ? 'matrix' : (unsupported(question, remarks) ?? usual);
  if (question.kind === 'left-out') return;
  const isUnfit =
    (isSeveral && !count) ||
    (instructions.isGrid && !question.matrix) ||
    (instructions.bounds && question.kind !== 'number') ||
    (isSeveral && matrix);
  if (isUnfit) remarks.say(line, 'otherwise', 'text.unfit', text);
  question.named = namedOptions(question.matrix?.levels ?? options, question.kind === 'multiple', remarks);
}

/** Reads two lists of a grid, each with a line before it, as rows and levels; asks about other lines that end with a colon. */
function readHeads(question: TextQuestion, remarks: TextRemarks): void {
  const { heads, options, help, instructions, matrix } = question;
  const [first, second] = heads;
  const isGrid = instructions.isGrid && !matrix && heads.length === 2 && first?.from === 0;
  const [rows, levels] = [options.slice(0, second?.from), options.slice(second?.from)];
  if (isGrid && second && rows.length > 0 && levels.length > 1) {
    question.matrix = { rows, levels };
    for (const { line } of heads) remarks.carried(line);
  } else
    for (const { line, text } of heads)
      if (remarks.ask(line, 'text.line', text, [choiceOf('help', 'take.help'), leaveOut()]) === 'help') help.push(text);
}

/** Asks about a kind of question that surveys do not have. */
function unsupported(question: TextQuestion, remarks: TextRemarks): QuestionKind | undefined {
  const { line, written, text, options, instructions } = question;
  const free = choiceOf('text', 'take.text');
  const most = Math.min(3, options.length - 1);
  let id: string;
  if (words.RANK.test(text)) {
    const choices = options.length > 1 ? [choiceOf('best', 'take.best', { most }), leaveOut()] : [leaveOut(), free];
    id = remarks.ask(line, 'text.rank', written, choices, { others: options });
    question.instructions = { ...instructions, isSeveral: true, most };
  } else if (options.length > 0) return undefined;
  else if (words.ASKS_ADDRESS.test(text)) id = remarks.ask(line, 'text.address', written, [leaveOut(), free]);
  else if (instructions.isDate || words.DATE.test(text))
    id = remarks.ask(line, 'text.date', written, [free, choiceOf('year', 'take.year'), leaveOut()]);
  else return undefined;
  if (id === 'year') question.instructions = { bounds: [1900, 2100] };
  const kinds: Readonly<Record<string, QuestionKind>> = { best: 'multiple', year: 'number', text: 'text' };
  return kinds[id] ?? 'left-out';
}

function namedOptions(
  options: readonly TextOption[],
  isMultiple: boolean,
  remarks: TextRemarks,
): readonly NamedOption[] {
  const taker = nameTaker(true);
  return options.map(({ line, text: written }) => {
    const [skip = '', next] = words.SKIP.exec(written) ?? [];
    const text = written.slice(0, written.length - skip.length);
    const isOther = words.OTHER_OPTION.test(text);
    const label = isOther ? text.replace(words.SPECIFY, '') : text.replace(/(?<![\s._…])[\s._…]{2,}$/, '');
    const isSpecified = isOther && label !== text;
    const isExclusive = isMultiple && words.NONE.test(label);
    if (isSpecified) remarks.say(line, 'otherwise', 'text.specify', label);
    if (isExclusive) remarks.say(line, 'otherwise', 'text.exclusive', label);
    const wanted = words.UNKNOWN.test(label) ? 'unknown' : folded(label).slice(0, 24).replace(/-+$/, '') || 'x';
    return { line, text: label, name: taker.take(wanted), isSpecified, isExclusive, next };
  });
}

/** Makes conditions of skips: an answer that goes on with a later question leaves out those between. Asks about any other skip. */
export function readSkips(questions: readonly TextQuestion[], remarks: TextRemarks): void {
  for (const [at, { name, kind, named }] of questions.entries())
    for (const { line, text, name: option, next } of named) {
      if (next === undefined) continue;
      const end = questions.findIndex(({ number }, place) => place > at && number === next);
      if (end < 0 || kind === 'matrix') {
        remarks.ask(line, 'text.skip', text, [leaveOut()]);
        continue;
      }
      remarks.say(line, 'otherwise', 'text.skipped', text, { number: next });
      for (const { conditions } of questions.slice(at + 1, end))
        conditions.push(`not(selected(\${${name}}, '${option}'))`);
    }
}
