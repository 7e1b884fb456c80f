import { choiceOf, leaveOut } from '../../report/decisions.ts';
import type { ReadableWorkbook } from '../../report/text-source.ts';
import { blocksOf, type PastedBlock, type TextLine, type TextTable } from './lines.ts';
import type { TextQuestion, TextSection } from './parts.ts';
import { isOfProfiles, profilesIn } from './profiles.ts';
import { closeQuestion, instruct, instructionsIn, questionIn, readSkips, scaleIn } from './questions.ts';
import { type TextRemarks, textRemarks } from './remarks.ts';
import { FIRST_PLACE, sheetsOf } from './sheets.ts';
import { readTable, withoutBullet } from './tables.ts';
import { conditionOf } from './text-conditions.ts';
import * as words from './text-words.ts';

/** The state of reading a text from its first line to its last. */
interface TextReading {
  readonly remarks: TextRemarks;
  readonly parts: (TextQuestion | TextSection)[];
  readonly questions: TextQuestion[];
  readonly intro: string[];
  profiles?: TextTable;
  title?: string;
  /** The question that lines belong to until the next one. */
  open?: TextQuestion | undefined;
  /** A condition that has a separate line, for the question after it. */
  condition: string;
  /** The last line that was read. */
  before: string;
  /** Each line that asks is a question where none has a number. */
  hasNumbers: boolean;
}

/** Reads questions with options below them, as pasted from a text. `undefined` where no line is a question. */
export function readPastedText(lines: readonly string[], accepted: readonly string[]): ReadableWorkbook | undefined {
  const language = languageOf(lines.join('\n'));
  const name = language === 'fr' ? 'texte' : 'text';
  const remarks = textRemarks(name, accepted);
  const blocks = blocksOf(lines);
  const hasNumbers = blocks.some((block) => 'text' in block && words.QUESTION.test(bareText(block.text)));
  const reading: TextReading = { remarks, parts: [], questions: [], intro: [], condition: '', before: '', hasNumbers };
  for (const [at, block] of blocks.entries()) {
    if ('rows' in block) takeTable(block, reading);
    else takeLine(block, blocks[at + 1], reading);
    reading.before = 'text' in block ? block.text : '';
  }
  close(reading);
  const { questions, parts, title, intro } = reading;
  if (questions.length === 0) return undefined;
  readSkips(questions, remarks);
  const profiles = reading.profiles ? profilesIn(reading.profiles, questions, remarks) : [];
  const sheets = sheetsOf({ parts, title, language, why: intro.join('\n'), profiles });
  // A line that no reader took is asked about, too.
  const known = new Set(remarks.remarks.map(({ line }) => line));
  for (const { number, isMade } of sheets.flatMap(({ rows }) => rows)) if (!isMade) known.add(number);
  for (const [at, line] of lines.entries())
    if (line.trim() !== '' && !known.has(at + 1)) remarks.ask(at + 1, 'text.line', line.trim(), [leaveOut()]);
  return { hasMacros: false, sheets, source: { name, remarks: remarks.remarks, placeOf } };
}

const placeOf = (column: number) => (column < FIRST_PLACE ? column : 0);

function takeLine(line: TextLine, next: PastedBlock | undefined, reading: TextReading): void {
  const { remarks, parts, open } = reading;
  const { text } = line;
  const bare = bareText(text);
  const [, number, asked] = words.QUESTION.exec(bare) ?? [];
  const [, section] = words.HEADING.exec(text) ?? words.SECTION.exec(text) ?? [];
  const isAsked = asked !== undefined || (!reading.hasNumbers && isQuestion(bare));
  if (!words.FILLED.test(text)) remarks.say(line.line, 'dropped', 'text.blank', text);
  else if (open && isOptionOf(open, line, number)) takeOption(line, open);
  else if (isAsked) openQuestion(line, number?.toLowerCase(), asked ?? bare, reading);
  else if (words.CONDITION.test(text) && isAskedIn(next, reading)) {
    close(reading);
    reading.condition = conditionOf(text, line.line, reading.questions, remarks) ?? '';
  } else if (section !== undefined && (reading.title !== undefined || parts.length > 0))
    openSection(line, section, reading);
  else if (reading.title === undefined && parts.length === 0) {
    reading.title = bare;
    remarks.carried(line.line);
  } else if (next && 'rows' in next && isOfProfiles(next, text) && !words.OPTION.test(text))
    remarks.say(line.line, 'dropped', 'text.profiles', text);
  else if (line.isAfterGap && isAskedIn(next, reading) && !/^[([]|[.;,]$/.test(text)) openSection(line, text, reading);
  else takeInstruction(line, reading);
}

const bareText = (text: string) => words.HEADING.exec(text)?.[1] ?? text;

const isQuestion = (text: string) => /\?( ?[([][^()[\]]*[)\]])*[ :*]{0,3}$/.test(text) && !words.OPTION.test(text);

function isAskedIn(next: PastedBlock | undefined, { hasNumbers }: TextReading): boolean {
  const bare = next && 'text' in next ? bareText(next.text) : '';
  return hasNumbers ? words.QUESTION.test(bare) : isQuestion(bare);
}

/** Options have a bullet, a box, or a number that does not go on with those of the questions. */
function isOptionOf(open: TextQuestion, { text, isAfterGap }: TextLine, number: string | undefined): boolean {
  if (open.matrix) return false;
  if (number === undefined) return words.OPTION.test(text) || words.BOX.test(text.slice(-1));
  const count = open.options.length;
  const isNext = Number(number) === Number.parseInt(open.number, 10) + 1;
  return Number(number) === count + 1 && (!isNext || (count > 0 && !isAfterGap && open.isCounted === true));
}

function takeOption({ line, text }: TextLine, open: TextQuestion): void {
  const [, , counted] = words.QUESTION.exec(text) ?? [];
  if (counted !== undefined) open.isCounted = true;
  // Several boxes on one line.
  const boxes = counted === undefined ? text.split(words.BOX).filter((part) => words.FILLED.test(part)) : [];
  const texts = boxes.length > 1 ? boxes.map((part) => part.trim()) : [counted ?? withoutBullet(text)];
  open.options.push(...texts.map((one) => ({ line, text: one })));
}

function openQuestion(line: TextLine, number: string | undefined, asked: string, reading: TextReading): void {
  close(reading);
  const { remarks, questions, parts, condition } = reading;
  const counted = number ?? String(questions.length + 1);
  const isTaken = questions.some(({ name }) => name === `q${counted}`);
  const place = { line: line.line, number: counted, name: isTaken ? `q${counted}-${line.line}` : `q${counted}` };
  const question = questionIn(asked, place, questions, remarks);
  question.conditions.push(condition);
  reading.condition = '';
  reading.open = question;
  questions.push(question);
  parts.push(question);
}

function openSection({ line }: TextLine, title: string, reading: TextReading): void {
  close(reading);
  reading.parts.push({ line, title });
}

function close(reading: TextReading): void {
  if (reading.open) closeQuestion(reading.open, reading.remarks);
  reading.open = undefined;
}

/** Reads a line that is no question, option or title: an instruction, a scale, thanks; asks about any other. */
function takeInstruction({ line, text }: TextLine, reading: TextReading): void {
  const { open, remarks } = reading;
  const bare = text.replace(/^[([]|[)\]][.:]?$/g, '');
  const hasRoom = open && open.options.length === 0 && !open.matrix;
  if (open && instruct(open, instructionsIn(bare) ?? (hasRoom ? scaleIn(text) : undefined))) remarks.carried(line);
  else if (open && words.CONDITION.test(bare))
    open.conditions.push(conditionOf(bare, line, reading.questions.slice(0, -1), remarks) ?? '');
  else if (words.POLITE.test(text)) remarks.say(line, 'dropped', 'text.polite', text);
  else if (!open) askOutside(line, text, reading);
  else if (text.endsWith(':') && !open.matrix) open.heads.push({ line, text, from: open.options.length });
  else askInside(line, text, open, reading);
}

/** Asks about a line before the first question, or below the title of a section. */
function askOutside(line: number, text: string, { questions, intro, parts, remarks }: TextReading): void {
  const use = questions.length === 0 ? choiceOf('why', 'take.why') : choiceOf('next', 'take.next');
  const id = remarks.ask(line, 'text.line', text, [use, leaveOut()]);
  if (id === 'why') intro.push(text);
  if (id === 'next') parts.push({ line, title: text, isNote: true });
}

/** Asks about a line below a question. */
function askInside(line: number, text: string, open: TextQuestion, reading: TextReading): void {
  const { number, options } = open;
  const parts = text.split(/ \/ |;/).map((part) => part.trim());
  const last = options.at(-1);
  const mayBeOptions = options.length === 0 && !open.matrix && parts.length > 1;
  const choices = [
    ...(isQuestion(text) ? [choiceOf('question', 'take.question')] : []),
    ...(mayBeOptions ? [choiceOf('options', 'take.options', { list: parts.join(' · ') })] : []),
    ...(/^\p{Ll}/u.test(text) ? [choiceOf('join', 'take.join')] : []),
    choiceOf('help', 'take.help'),
    leaveOut(),
  ];
  const id = reading.remarks.ask(line, 'text.line', text, choices);
  if (id === 'help') open.help.push(text);
  else if (id === 'options') options.push(...parts.map((part) => ({ line, text: part })));
  else if (id === 'join' && last) options.splice(-1, 1, { ...last, text: `${last.text} ${text}` });
  else if (id === 'join') open.text = `${open.text} ${text}`;
  else if (id === 'question')
    openQuestion({ line, text, cells: [], isAfterGap: false }, `${number}-${line}`, text, reading);
}

function takeTable(table: TextTable, reading: TextReading): void {
  const { open, remarks, before } = reading;
  const [first, ...others] = table.rows;
  if (!reading.profiles && isOfProfiles(table, before)) {
    reading.profiles = table;
    return;
  }
  const hasRoom = open && open.options.length === 0 && !open.matrix;
  const { matrix, corner, options, isSure } = readTable(table);
  if (hasRoom && others.length === 0 && instruct(open, scaleIn(first.text))) remarks.carried(first.line);
  else if (hasRoom && matrix) {
    open.matrix = matrix;
    if (corner !== '') remarks.say(first.line, 'otherwise', 'text.corner', corner);
  } else if (hasRoom && isSure) open.options.push(...options);
  else {
    const list = options.map(({ text }) => text).join(' · ');
    const choices = hasRoom && options.length > 1 ? [choiceOf('options', 'take.options', { list })] : [];
    const isWide = others.length > 1 && first.cells.length > 2;
    const inOrder = isWide ? [leaveOut(), ...choices] : [...choices, leaveOut()];
    if (remarks.ask(first.line, 'text.table', first.text, inOrder, { others }) === 'options')
      open?.options.push(...options);
  }
}

/** The commonest words of languages. The first language wins where several have as many. */
const COMMON: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    fr: 'le|la|les|des|du|une?|vous|votre|vos|quels?|quelles?|combien|est|êtes|oui|non',
    en: 'the|an?|of|you|your|how|what|which|where|do|does|are|is|yes|no',
    es: 'el|la|los|las|una?|del|usted|su|qué|cómo|cuánt[oa]s|dónde|es|al|sí|no',
    pt: 'os|as|uma?|do|da|você|seu|sua|que|como|quant[oa]s|onde|é|sim|não',
    it: 'il|la|le|gli|una?|del|di|suo|sua|che|come|quant[ei]|dove|è|sì|no',
    de: 'der|die|das|den|ein|eine|und|sie|ihre?|wie|was|welche[rs]?|wo|ist|ja|nein',
  }).map(([language, words]) => [language, RegExp(`(?<!\\p{L})(${words})(?!\\p{L})`, 'giu')]),
);

/** Guesses the language from its commonest words; the workbook of the draft corrects it. An empty text where there are none of them. */
function languageOf(text: string): string {
  const count = (language: string) => text.match(COMMON[language] ?? /$^/)?.length ?? 0;
  const likeliest = Object.keys(COMMON).reduce((most, one) => (count(one) > count(most) ? one : most));
  return count(likeliest) > 0 ? likeliest : '';
}
