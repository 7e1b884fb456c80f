import { nameTaker } from '../form/names.ts';
import { choiceOf, leaveOut } from '../report/decisions.ts';
import { folded } from '../report/headers.ts';
import type { ReadableWorkbook, Remark } from '../report/text-source.ts';
import { decided, madeSheet, remark, type SourceRow } from './made-sheets.ts';

const QUESTION = /^\s*(?:Q(?:uestion)?\s*)?(\d{1,3})\s*(?:[.):]|\s[-–—]\s)\s*(.+)$/i;
const OPTION = /^\s*(?:[-–—•●○◦▪□☐☑✓*·o]\s+|[-–—•●○◦▪□☐☑✓*·]|\(?[a-z]\)\s+|[a-z]\.\s+)(\S.*)$/;
const SECTION = /^\s*(?:#+\s*|(?:partie|section|part)\s+[\divx]+\s*[.:–—-]\s*)(.+)$/i;
const SEVERAL =
  /(?<!\p{L})(plusieurs|several|multiple|all that apply|toutes les réponses|cochez tout|varias|várias|mehrere|più risposte)/iu;
const MOST =
  /\b(\d+)\s+(?:réponses?|choix|answers?|choices?)?\s*(?:au plus|maximum|max\b|at most|como máximo|no máximo|höchstens|al massimo)|\b(?:maximum|au plus|at most|jusqu’à|jusqu'à|up to|höchstens|hasta)\s+(\d+)/i;
const REQUIRED = /\b(obligatoire|required|mandatory|obligatori[ao]|obrigatóri[ao]|pflicht)/i;
const NUMBER = /\b(nombre|chiffre|number)\b/i;
const ASKS_COUNT = /^(combien\b|how many\b|quel âge\b|how old\b)/i;
const BETWEEN = /^(?:de|from|entre|between|von|da)\s+(\d{1,9})\s+(?:à|to|et|and|a|y|e|bis)\s+(\d{1,9})$/i;
const CONDITION = /^(?:si|if)\b|^(?:se|wenn)\s.*\d$/i;
/** An answer to a question that is named by its number. */
const ANSWERED =
  /^\S+\s+["'“«]?\s*(.+?)\s*["'”»]?\s+(?:à|to|in|a|bei|alla)\s+(?:la\s+)?(?:question|pregunta|pergunta|frage|domanda)\s+(\d+)$/i;
const OTHER = /^(autres?|other|otr[oa]s?|outr[oa]s?|andere[rs]?|altr[oiae])\b/i;
const UNKNOWN =
  /^(je )?(ne sai[st] pas|nsp)\b|^(i )?don.t know\b|^no (lo )?sé(?!\p{L})|^weiß (ich )?nicht\b|^n[ãa]o sei\b|^non (lo )?so\b/iu;

interface Question {
  readonly line: number;
  readonly text: string;
  /** The instructions in parentheses at the end. */
  readonly asks: readonly string[];
  readonly condition: string;
  readonly options: { readonly line: number; readonly text: string }[];
  readonly help: string[];
}

type Part = Question | { readonly line: number; readonly section: string };

/** Reads numbered questions whose options begin with dashes, as pasted from a text. `undefined` where no line is a question. */
export function readPastedText(lines: readonly string[], accepted: readonly string[]): ReadableWorkbook | undefined {
  const language = languageOf(lines.join('\n'));
  const name = language === 'fr' ? 'texte' : 'text';
  const remarks: Remark[] = [];
  const parts: Part[] = [];
  let title: { readonly line: number; readonly text: string } | undefined;
  let open: Question | undefined;
  for (const [index, written] of lines.entries()) {
    const line = index + 1;
    const text = written.trim();
    if (text === '') continue;
    const [, , asked] = QUESTION.exec(written) ?? [];
    const [, option] = open ? (OPTION.exec(written) ?? []) : [];
    const [, section] = SECTION.exec(written) ?? [];
    if (asked !== undefined) {
      open = questionIn(asked, line);
      parts.push(open);
      const [left] = /[([][^()[\]]*[)\]]$/.exec(open.text) ?? [];
      if (left !== undefined) remarks.push(remark(line, 'otherwise', 'text.bracket', left));
    } else if (option !== undefined && open) open.options.push({ line, text: option.trim() });
    else if (section !== undefined && (title || parts.length > 0)) parts.push({ line, section });
    else if (!title && parts.length === 0) {
      title = { line, text: text.replace(/^#+\s*/, '') };
      remarks.push(remark(line, 'carried', 'row.unread', ''));
    } else if (isBeforeQuestion(lines, index)) parts.push({ line, section: text });
    else if (!/[\p{L}\p{N}]/u.test(text)) remarks.push(remark(line, 'dropped', 'text.blank', text));
    else {
      const number = parts.filter((part) => 'options' in part).length;
      const help = open ? [choiceOf('help', 'take.help', { number })] : [];
      const asked = { line, column: 0, code: 'text.line', text } as const;
      const [said, choice] = decided(asked, [...help, leaveOut()], name, accepted);
      remarks.push(said);
      if (choice === 'help') open?.help.push(text);
    }
  }
  const questions = parts.filter((part) => 'options' in part);
  if (questions.length === 0) return undefined;
  return {
    hasMacros: false,
    sheets: sheetsOf(parts, title?.text, language),
    source: { name, remarks, placeOf: () => 0 },
  };
}

/** The commonest words of languages. The first language wins where none has more. */
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

/** Guesses the language from its commonest words; empty where it has none of them, so that its author is asked. */
function languageOf(text: string): string {
  const count = (language: string) => text.match(COMMON[language] ?? /$^/)?.length ?? 0;
  return ['', ...Object.keys(COMMON)].reduce((most, one) => (count(one) > count(most) ? one : most));
}

/** A line alone between an empty line and a question names a section. */
function isBeforeQuestion(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index + 1).find((line) => line.trim() !== '');
  return (lines[index - 1] ?? '').trim() === '' && next !== undefined && QUESTION.test(next);
}

function questionIn(written: string, line: number): Question {
  let text = written.trim();
  const asks: string[] = [];
  let condition = '';
  for (let found = /\s*[([]([^()[\]]*)[)\]]\s*\*?$/.exec(text); found; found = /\s*[([]([^()[\]]*)[)\]]$/.exec(text)) {
    const [whole, inside = ''] = found;
    if (CONDITION.test(inside)) condition = inside;
    else if ([SEVERAL, MOST, REQUIRED, NUMBER, BETWEEN, /une seule|one answer/i].some((one) => one.test(inside)))
      asks.push(inside.trim());
    else break;
    text = text.slice(0, -whole.length);
  }
  if (/\s\*$/.test(text)) asks.push('obligatoire');
  return { line, text: text.replace(/\s\*$/, ''), asks, condition, options: [], help: [] };
}

function sheetsOf(parts: readonly Part[], title: string | undefined, language: string): ReadableWorkbook['sheets'] {
  const survey: SourceRow[] = [];
  const choices: SourceRow[] = [];
  let isInSection = false;
  let number = 0;
  for (const part of parts) {
    if ('section' in part) {
      if (isInSection) survey.push({ line: part.line, isMade: true, cells: { type: 'end_group' } });
      isInSection = true;
      survey.push({ line: part.line, cells: { type: 'begin_group', name: `s${part.line}`, label: part.section } });
      continue;
    }
    number++;
    const list = `q${number}`;
    survey.push({ line: part.line, cells: { ...rowOf(part, list), relevant: conditionOf(part.condition, choices) } });
    choices.push(...choicesOf(part, list));
  }
  if (isInSection) survey.push({ line: parts.at(-1)?.line ?? 1, isMade: true, cells: { type: 'end_group' } });
  const settings: SourceRow = { line: 1, isMade: true, cells: { form_title: title ?? '', default_language: language } };
  return [
    madeSheet('survey', survey, new Map()),
    madeSheet('choices', choices, new Map()),
    madeSheet('settings', [settings], new Map()),
  ].filter(({ rows }) => rows.length > 1);
}

/** Writes “if yes to question 3” as sheets do; any other condition stays as it is, for the report to say. */
function conditionOf(written: string, choices: readonly SourceRow[]): string {
  const [, answer = '', number] = ANSWERED.exec(written) ?? [];
  const found = choices.find(
    ({ cells }) => cells.list_name === `q${number}` && folded(cells.label ?? '') === folded(answer),
  );
  return found ? `selected(\${q${number}}, '${found.cells.name}')` : written;
}

function rowOf({ text, asks, options, help }: Question, list: string): Readonly<Record<string, string>> {
  const asked = asks.join(' ');
  const [, least, most] = MOST.exec(asked) ?? [];
  const bound = least ?? most;
  const isSeveral = SEVERAL.test(asked) || bound !== undefined;
  const [, from, to] = asks.map((one) => BETWEEN.exec(one)).find((found) => found !== null) ?? [];
  const isNumber = options.length === 0 && (NUMBER.test(asked) || ASKS_COUNT.test(text) || from !== undefined);
  const bounds = isNumber && from !== undefined ? `. >= ${from} and . <= ${to}` : '';
  const type =
    options.length > 0 ? `${isSeveral ? 'select_multiple' : 'select_one'} ${list}` : isNumber ? 'integer' : 'text';
  return {
    type,
    name: list,
    label: text,
    hint: help.join('\n'),
    required: REQUIRED.test(asked) ? 'yes' : '',
    constraint: bound !== undefined && options.length > 0 ? `count-selected(.) <= ${bound}` : bounds,
  };
}

function choicesOf({ options }: Question, list: string): readonly SourceRow[] {
  const taker = nameTaker(true);
  return options.map(({ line, text }): SourceRow => {
    const isOther = OTHER.test(text);
    const label = isOther
      ? text.replace(/\s*[:(]?\s*(?:[._…]{2,}|…|précisez|préciser|please specify|specify).*$/i, '')
      : text;
    const wanted = UNKNOWN.test(text) ? 'unknown' : folded(label).slice(0, 24).replace(/-+$/, '') || 'x';
    const isSpecified = isOther && label !== text;
    return {
      line,
      cells: { list_name: list, name: taker.take(wanted), label, 'barometre--specify': isSpecified ? 'yes' : '' },
    };
  });
}
