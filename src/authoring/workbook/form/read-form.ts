import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import { cellPlace, type TableRow, textAt, textsAt, yesAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { allOfRules, type FormContext, type Json, ruleOf, takeName } from './form-context.ts';
import { dropRepeat, type FormNode, type GroupNode, rowsIn } from './group-rows.ts';
import { isTable, matrixOf, tableLength } from './matrix-of-rows.ts';
import { labelOf, readLastNotes, readNotes, sayHint, waitNote } from './notes.ts';
import { choiceQuestion, type MadeQuestion, numberQuestion, selectIn, textQuestion } from './question-of-row.ts';
import { specifiedBy } from './specify-row.ts';

/** Why a type is not carried. */
const METADATA =
  /^(start|end|deviceid|device id|username|phonenumber|phone number|email|subscriberid|simserial|audit|start-geopoint|background-audio|background-geopoint)$/;

interface Section {
  readonly json: Json;
  readonly questions: Json[];
  /** The first row of a section that is no group of the workbook. */
  readonly madeAt?: TableRow;
}

/** Makes sections of the rows of the sheet `survey`; questions that are in no group have one of their own. */
export function readForm(nodes: readonly FormNode[], context: FormContext): readonly Json[] {
  const sections: Section[] = [];
  for (const { row, kind } of rowsIn(nodes)) {
    const name = textAt(row, 'name');
    if (name !== '' && kind === 'row') context.items.set(name, { kind: 'later' });
  }
  let loose: Section | undefined;
  for (let at = 0; at < nodes.length; ) {
    const node = nodes[at];
    let length = 1;
    if (node?.kind === 'group' && !isTable(node)) {
      loose = undefined;
      const section = sectionOf(node.row, context);
      readGroup(node, section, [], context);
      if (section.questions.length > 0) {
        sections.push(section);
        context.reading.report.carried(node.row.table.sheet, node.row.number);
        sayTitle(node.row, section, context);
        sayHint(node.row, context);
      }
    } else if (node) {
      // Rows that follow one another are read together: a note is for the question after it.
      const end = nodes.findIndex((one, place) => place > at && one.kind === 'group' && !isTable(one));
      length = (end === -1 ? nodes.length : end) - at;
      const run = nodes.slice(at, at + length);
      if (!loose) {
        loose = looseSection((run.find(isAsked) ?? node).row, context);
        sections.push(loose);
      }
      readInside(run, loose, [], context);
    }
    at += length;
  }
  const filled = sections.filter(({ questions }) => questions.length > 0);
  readLastNotes(
    filled.map(({ json }) => json),
    context,
  );
  for (const { madeAt } of filled)
    if (madeAt)
      context.reading.report.say(cellPlace(madeAt, 'type'), 'otherwise', 'group.made', textAt(madeAt, 'name'));
  return filled.map(({ json }) => json);
}

/** Whether a node may become a question: what a section is made at. */
function isAsked(node: FormNode): boolean {
  if (node.kind === 'repeat') return false;
  return node.kind !== 'row' || !(METADATA.test(node.type) || /^(note|today|calculat.*)$/.test(node.type));
}

/** Reads what is in a group. Without a question, its title is read with its notes, or dropped. */
function readGroup(node: GroupNode, section: Section, above: readonly Rule[], context: FormContext): void {
  const { reading, waiting } = context;
  const { report } = reading;
  const before = [section.questions.length, waiting.length] as const;
  const own = ruleOf(node.row, 'relevant', context);
  const rules = own ? [...above, own] : above;
  readInside(node.children, section, rules, context);
  const { end } = node;
  const [first] = waiting.slice(before[1]);
  const hasQuestions = section.questions.length > before[0];
  if (hasQuestions || first) {
    if (end) report.carried(end.table.sheet, end.number);
    if (hasQuestions) return;
    const title = wholeTexts(node.row, 'label', reading);
    if (title) waiting.splice(before[1], 0, { row: node.row, texts: title, rule: allOfRules(rules) });
    else report.say(cellPlace(node.row, 'type'), 'otherwise', 'group.notes', textAt(node.row, 'name'));
    sayHint(node.row, context);
    return;
  }
  report.say(cellPlace(node.row, 'type'), 'dropped', 'group.empty', labelOf(node.row, context));
  if (end) report.say(cellPlace(end, 'type'), 'dropped', 'group.empty', labelOf(node.row, context));
}

function sectionOf(row: TableRow, context: FormContext): Section {
  const id = takeName(row, context, context.sectionNames);
  const title = wholeTexts(row, 'label', context.reading) ?? inEach(textAt(row, 'name') || id, context);
  const questions: Json[] = [];
  const json: Json = { id, title, questions };
  context.rows.set(json, row);
  return { json, questions };
}

function sayTitle(row: TableRow, { json }: Section, { reading }: FormContext): void {
  if (!textsAt(row, 'label', reading))
    reading.report.say(cellPlace(row, 'label'), 'otherwise', 'group.no-label', textAt(row, 'name') || String(json.id));
}

const LOOSE: LocalText = {
  fr: 'Questions',
  en: 'Questions',
  es: 'Preguntas',
  de: 'Fragen',
  it: 'Domande',
  pt: 'Perguntas',
  nl: 'Vragen',
};

function looseSection(row: TableRow, { reading, sectionNames, rows }: FormContext): Section {
  const questions: Json[] = [];
  const title = Object.fromEntries(reading.languages.map((tag) => [tag, LOOSE[tag] ?? 'Questions']));
  const json: Json = { id: sectionNames.take('questions'), title, questions };
  rows.set(json, row);
  return { json, questions, madeAt: row };
}

function readInside(nodes: readonly FormNode[], section: Section, above: readonly Rule[], context: FormContext): void {
  const put = (question: Json) => {
    readNotes(question, context);
    section.questions.push(question);
  };
  for (let at = 0; at < nodes.length; ) {
    const node = nodes[at];
    const length = tableLength(nodes.slice(at));
    if (length > 0 && node) {
      const made = matrixOf(node.row, nodes.slice(at, at + length), above, context);
      if (made.question) put(made.question);
      at += length;
      continue;
    }
    at++;
    if (!node) continue;
    if (node.kind === 'repeat') dropRepeat(node, context);
    else if (node.kind === 'row') {
      if (node.type === 'note') {
        waitNote(node.row, above, context);
        continue;
      }
      const question = questionOf(node.row, node.type, section, above, context);
      if (question) put(question);
    } else if (isTable(node)) {
      const { question, others } = matrixOf(node.row, node.children, above, context);
      if (question) put(question);
      sayTableEnd(node, question !== undefined, context);
      readInside(others, section, above, context);
    } else {
      const count = section.questions.length;
      readGroup(node, section, above, context);
      if (section.questions.length === count) continue;
      sayHint(node.row, context);
      context.reading.report.say(cellPlace(node.row, 'type'), 'otherwise', 'group.nested', labelOf(node.row, context));
    }
  }
}

function sayTableEnd({ end, row }: GroupNode, isKept: boolean, context: FormContext): void {
  const { report } = context.reading;
  if (end && isKept) report.carried(end.table.sheet, end.number);
  else if (end) report.say(cellPlace(end, 'type'), 'dropped', 'group.empty', labelOf(row, context));
}

function questionOf(
  row: TableRow,
  type: string,
  section: Section,
  above: readonly Rule[],
  context: FormContext,
): Json | undefined {
  const { reading, items, rows } = context;
  const name = textAt(row, 'name');
  if (specifiedBy(row, type, section.questions, context)) return undefined;
  const made = madeOf(row, type, context);
  if (!made) {
    if (name !== '') items.set(name, { kind: 'dropped' });
    return undefined;
  }
  const rule = allOfRules([...above, ruleOf(row, 'relevant', context)]);
  const id = takeName(row, context);
  const twin = items.get(name);
  if (twin?.kind === 'item') reading.report.say(cellPlace(row, 'name'), 'faulty', 'name.twice', name);
  const text = wholeTexts(row, 'label', reading) ?? namedBy(row, name || id, context);
  const help = wholeTexts(row, 'hint', reading);
  const isRequired = requiredOf(row, context);
  items.set(name, { kind: 'item', item: { ...made.item, id } });
  const json: Json = {
    id,
    text,
    ...(help && { help }),
    ...(rule && { showIf: rule }),
    ...(isRequired && { required: true }),
    ...made.json,
  };
  rows.set(json, row);
  reading.report.carried(row.table.sheet, row.number);
  return json;
}

function madeOf(row: TableRow, type: string, context: FormContext): MadeQuestion | undefined {
  const { report } = context.reading;
  const written = textAt(row, 'type');
  const place = cellPlace(row, 'type');
  if (selectIn(written)) return choiceQuestion(row, context);
  if (/^(integer|int|decimal|range)$/.test(type)) return numberQuestion(row, type, context);
  if (/^(text|string)$/.test(type)) return textQuestion(row, context);
  const label = labelOf(row, context);
  if (METADATA.test(type)) report.say(place, 'dropped', 'type.metadata', written);
  else if (isDay(row, type)) report.say(place, 'otherwise', 'type.today', textAt(row, 'name') || written);
  else if (/^(calculate|calculation)$/.test(type))
    report.say(
      place,
      'to-decide',
      'type.calculate',
      [textAt(row, 'name'), textAt(row, 'calculation')].filter(Boolean).join(' = '),
    );
  else if (type === '') report.say(place, 'faulty', 'type.missing', label || textAt(row, 'name'));
  else if (KNOWN.test(type))
    report.say(place, 'dropped', 'type.dropped', label || textAt(row, 'name'), { type: written });
  else report.say(place, 'faulty', 'type.unknown', label || textAt(row, 'name'), { type: written });
  return undefined;
}

/** Each response says the day on which it was begun. */
function isDay(row: TableRow, type: string): boolean {
  return type === 'today' || (/^calculat/.test(type) && /^today\(\s*\)$/.test(textAt(row, 'calculation')));
}

/** Types of XLSForm that no survey of ours can have. */
const KNOWN =
  /^(date|time|datetime|dateTime|rank .*|rank|image|photo|audio|video|file|barcode|qrcode|acknowledge|trigger|hidden|geo\w+|csv-external|xml-external|osm.*|select_(one|multiple)_(from_file|external) .*|select_(one|multiple)_from_file|select one external .*|signature|begin.*|end.*|limesurvey .*)$/i;

function requiredOf(row: TableRow, { reading }: FormContext): boolean {
  const required = yesAt(row, 'required');
  if (typeof required === 'string') {
    reading.report.say(cellPlace(row, 'required'), 'to-decide', 'required.rule', required);
    return false;
  }
  return required === true;
}

function namedBy(row: TableRow, name: string, { reading }: FormContext): LocalText {
  reading.report.say(cellPlace(row, 'label'), 'otherwise', 'label.missing', name);
  return inEach(name, { reading });
}

function inEach(text: string, { reading }: Pick<FormContext, 'reading'>): LocalText {
  return Object.fromEntries(reading.languages.map((language) => [language, text]));
}
