import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import { inEach, type TableRow } from '../report/table.ts';
import {
  allOfRules,
  type DraftQuestion,
  type DraftSection,
  type FormContext,
  labelOrName,
  type NoteText,
  ruleOf,
  takeName,
} from './form-context.ts';
import { dropRepeat, type FormNode, type GroupNode, rowsIn } from './group-rows.ts';
import { isTable, matrixOf, tableLength } from './matrix-of-rows.ts';
import { labelOf, readLastNotes, readNotes, sayHint, waitNote } from './notes.ts';
import { choiceQuestion, numberQuestion, type QuestionParts, selectIn, textQuestion } from './question-of-row.ts';
import { specifiedBy } from './specify-row.ts';

/** Rows of these types are about the device and the time of the answer, which no survey records. */
const METADATA =
  /^(start|end|deviceid|device id|username|phonenumber|phone number|email|subscriberid|simserial|audit|start-geopoint|background-audio|background-geopoint)$/;

/** Makes sections of the rows of the sheet `survey`; questions that are in no group have one of their own. */
export function readForm(nodes: readonly FormNode[], context: FormContext): readonly DraftSection[] {
  const sections: DraftSection[] = [];
  for (const { row, kind } of rowsIn(nodes)) {
    const name = row.text('name');
    if (name !== '' && kind === 'row') context.items.set(name, { kind: 'later' });
  }
  const made: (readonly [DraftSection, TableRow])[] = [];
  let loose: DraftSection | undefined;
  for (let at = 0; at < nodes.length; ) {
    const node = nodes[at];
    let length = 1;
    if (node?.kind === 'group' && !isTable(node)) {
      loose = undefined;
      const section = sectionOf(node.row, context);
      if (readGroup(node, section, [], context).hasQuestion) {
        sections.push(section);
        node.row.carried();
        if (!node.row.texts('label'))
          node.row.say('label', 'otherwise', 'group.no-label', node.row.text('name') || section.id);
        sayHint(node.row);
      }
    } else if (node) {
      // Rows that follow one another are read together: a note is for the question after it.
      const end = nodes.findIndex((one, place) => place > at && one.kind === 'group' && !isTable(one));
      length = (end === -1 ? nodes.length : end) - at;
      const run = nodes.slice(at, at + length);
      if (!loose) {
        const { row } = run.find(mayAsk) ?? node;
        loose = looseSection(row, context);
        sections.push(loose);
        made.push([loose, row]);
      }
      readInside(run, loose, [], context);
    }
    at += length;
  }
  const filled = sections.filter(({ questions }) => questions.length > 0);
  readLastNotes(filled.flatMap(({ questions }) => questions).at(-1), context);
  for (const [section, row] of made)
    if (filled.includes(section)) row.say('type', 'otherwise', 'group.made', row.text('name'));
  return filled;
}

/** Returns whether a node may become a question, at the first of which a section is made. */
function mayAsk(node: FormNode): boolean {
  if (node.kind === 'repeat') return false;
  return node.kind !== 'row' || !(METADATA.test(node.type) || /^(note|today|calculat.*)$/.test(node.type));
}

/** Says whether rows have become a question, and which of their notes still wait for one. */
interface Contents {
  readonly hasQuestion: boolean;
  readonly notes: readonly NoteText[];
}

/** Reads what is in a group. Without a question, its title is read with its notes, or dropped. */
function readGroup(
  { row, end, children }: GroupNode,
  section: DraftSection,
  above: readonly Rule[],
  context: FormContext,
): Contents {
  const own = ruleOf(row, context);
  const rules = own ? [...above, own] : above;
  const contents = readInside(children, section, rules, context);
  const { hasQuestion, notes } = contents;
  const [first] = notes;
  if (!hasQuestion && !first) {
    for (const dropped of [row, end]) dropped?.say('type', 'dropped', 'group.empty', labelOf(row));
    return contents;
  }
  end?.carried();
  if (hasQuestion || !first) return contents;
  const texts = row.wholeTexts('label');
  if (!texts) row.say('type', 'otherwise', 'group.notes', row.text('name'));
  sayHint(row);
  if (!texts) return contents;
  const title = { row, texts, rule: allOfRules(rules) };
  context.waiting.splice(context.waiting.indexOf(first), 0, title);
  return { hasQuestion, notes: [title, ...notes] };
}

function sectionOf(row: TableRow, context: FormContext): DraftSection {
  const id = takeName(row, context, context.sectionNames);
  const title = row.wholeTexts('label') ?? inEach(row.text('name') || id, context.reading);
  const section: DraftSection = { id, title, questions: [] };
  context.rows.set(section, row);
  return section;
}

/** In French and English it is « Questions ». */
const LOOSE: LocalText = {
  es: 'Preguntas',
  de: 'Fragen',
  it: 'Domande',
  pt: 'Perguntas',
  nl: 'Vragen',
};

function looseSection(row: TableRow, { reading, sectionNames, rows }: FormContext): DraftSection {
  const title = Object.fromEntries(reading.languages.map((tag) => [tag, LOOSE[tag] ?? 'Questions']));
  const section: DraftSection = { id: sectionNames.take('questions'), title, questions: [] };
  rows.set(section, row);
  return section;
}

function readInside(
  nodes: readonly FormNode[],
  section: DraftSection,
  above: readonly Rule[],
  context: FormContext,
): Contents {
  let hasQuestion = false;
  let notes: readonly NoteText[] = [];
  const add = (contents: Contents) => {
    hasQuestion ||= contents.hasQuestion;
    notes = contents.hasQuestion ? contents.notes : [...notes, ...contents.notes];
  };
  const put = (question: DraftQuestion | undefined) => {
    if (!question) return;
    readNotes(question, context);
    section.questions.push(question);
    add({ hasQuestion: true, notes: [] });
  };
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    const length = tableLength(nodes.slice(at));
    if (!node) continue;
    if (length > 0) {
      put(matrixOf(node.row, nodes.slice(at, at + length), above, context).question);
      at += length - 1;
    } else if (node.kind === 'repeat') dropRepeat(node, context);
    else if (node.kind === 'row' && node.type === 'note') {
      const note = waitNote(node.row, above, context);
      if (note) add({ hasQuestion: false, notes: [note] });
    } else if (node.kind === 'row') put(questionOf(node.row, node.type, section, above, context));
    else if (isTable(node)) {
      const { question, others } = matrixOf(node.row, node.children, above, context);
      put(question);
      if (question) node.end?.carried();
      else node.end?.say('type', 'dropped', 'group.empty', labelOf(node.row));
      add(readInside(others, section, above, context));
    } else {
      const contents = readGroup(node, section, above, context);
      add(contents);
      if (!contents.hasQuestion) continue;
      sayHint(node.row);
      node.row.say('type', 'otherwise', 'group.nested', labelOf(node.row));
    }
  }
  return { hasQuestion, notes };
}

function questionOf(
  row: TableRow,
  type: string,
  section: DraftSection,
  above: readonly Rule[],
  context: FormContext,
): DraftQuestion | undefined {
  const { items, rows } = context;
  const name = row.text('name');
  if (specifiedBy(row, type, section.questions, context)) return undefined;
  const typed = typedQuestion(row, type, context);
  if (!typed) {
    if (name !== '') items.set(name, { kind: 'dropped' });
    return undefined;
  }
  const rule = allOfRules([...above, ruleOf(row, context)]);
  const id = takeName(row, context);
  if (items.get(name)?.kind === 'item') row.say('name', 'faulty', 'name.twice', name);
  const text = labelOrName(row, name || id, context);
  const help = row.wholeTexts('hint');
  const required = requiredOf(row);
  items.set(name, { kind: 'item', item: { ...typed.item, id } });
  const question: DraftQuestion = {
    id,
    text,
    ...(help && { help }),
    ...(rule && { showIf: rule }),
    ...(required && { required }),
    ...typed.body,
  };
  rows.set(question, row);
  row.carried();
  return question;
}

function typedQuestion(row: TableRow, type: string, context: FormContext): QuestionParts | undefined {
  const written = row.text('type');
  if (selectIn(written)) return choiceQuestion(row, context);
  if (/^(integer|int|decimal|range)$/.test(type)) return numberQuestion(row, type, context);
  if (/^(text|string)$/.test(type)) return textQuestion(row, context);
  const name = row.text('name');
  if (METADATA.test(type)) row.say('type', 'dropped', 'type.metadata', written);
  else if (isDay(row, type)) row.say('type', 'otherwise', 'type.today', name || written);
  else if (/^(calculate|calculation)$/.test(type))
    row.say('type', 'to-decide', 'type.calculate', [name, row.text('calculation')].filter(Boolean).join(' = '));
  else if (type === '') row.say('type', 'faulty', 'type.missing', labelOf(row));
  else if (KNOWN.test(type)) row.say('type', 'dropped', 'type.dropped', labelOf(row), { type: written });
  else row.say('type', 'faulty', 'type.unknown', labelOf(row), { type: written });
  return undefined;
}

/** Each response says the day on which it was begun. */
function isDay(row: TableRow, type: string): boolean {
  return type === 'today' || (/^calculat/.test(type) && /^today\(\s*\)$/.test(row.text('calculation')));
}

/** Types of XLSForm that surveys cannot have. */
const KNOWN =
  /^(date|time|datetime|dateTime|rank .*|rank|image|photo|audio|video|file|barcode|qrcode|acknowledge|trigger|hidden|geo\w+|csv-external|xml-external|osm.*|select_(one|multiple)_(from_file|external) .*|select_(one|multiple)_from_file|select one external .*|signature|begin.*|end.*|limesurvey .*)$/i;

function requiredOf(row: TableRow): true | undefined {
  const required = row.yes('required');
  if (typeof required === 'string') row.say('required', 'to-decide', 'required.rule', required);
  return required === true ? required : undefined;
}
