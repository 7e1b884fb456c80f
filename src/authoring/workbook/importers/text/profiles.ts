import { type NameTaker, nameTaker } from '../../form/names.ts';
import { choiceOf, LEAVE_OUT, leaveOut } from '../../report/decisions.ts';
import { columnHead, folded } from '../../report/headers.ts';
import { isSheetColumn } from '../../report/sheet-columns.ts';
import { readDecisionCell } from '../../typology/decision-cell.ts';
import type { DraftFact } from '../../typology/typology-context.ts';
import type { SourceRow } from '../made-sheets.ts';
import type { TextTable } from './lines.ts';
import type { TextQuestion } from './parts.ts';
import type { TextRemarks } from './remarks.ts';
import { FILLED, NO_REQUIREMENT, OF_PROFILES, REFERENCE } from './text-words.ts';

interface PlacedText {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A question, or a row of a table, that a criterion may read. */
interface Target {
  readonly name: string;
  readonly number: string;
  readonly label: string;
  readonly kind: TextQuestion['kind'];
  readonly options: TextQuestion['named'];
}

/** Returns whether a table is one of profiles: its corner or the line before it says so, or its titles name questions. */
export function isOfProfiles({ rows }: TextTable, before: string): boolean {
  const [{ cells: head }, ...body] = rows;
  const titles = [...head, ...body.map(({ cells: [first = ''] }) => first)];
  const isLinked = titles.filter((title) => REFERENCE.test(title)).length > 1;
  const hasNames = head.filter((cell) => FILLED.test(cell)).length > 1 && body.length > 1;
  return hasNames && (isLinked || OF_PROFILES.test(head[0] ?? '') || OF_PROFILES.test(before));
}

/** Makes the rows of a decision table of profiles and criteria, whichever of them are in the first row. */
export function profilesIn(
  { rows }: TextTable,
  questions: readonly TextQuestion[],
  remarks: TextRemarks,
): readonly SourceRow[] {
  const places = Array.from({ length: Math.max(...rows.map(({ cells }) => cells.length)) }, (_, column) => column);
  const grid = rows.map(({ line, cells }) => places.map((column) => ({ line, column, text: cells[column] ?? '' })));
  const turned = places.map((column) => grid.flatMap((row) => row[column] ?? []));
  const targets = questions.flatMap(targetsIn);
  const linked = ([, ...titles]: readonly PlacedText[]) =>
    titles.filter(({ text }) => linkOf(text, targets).length > 0).length;
  const corner = rows[0].cells[0] ?? '';
  const isTurned =
    !/crit/iu.test(corner) && (/^(pro|per)fi/iu.test(corner) || linked(grid[0] ?? []) > linked(turned[0] ?? []));
  const [[first, ...names] = [], ...criteria] = isTurned ? turned : grid;
  for (const { line } of rows) remarks.carried(line);
  const leave = ({ line, column, text }: PlacedText, code: 'text.table' | 'text.criterion-twice') =>
    void remarks.ask(line, code, text, [leaveOut()], { column });
  const taker = nameTaker();
  const ids = names.map(({ text }) => (FILLED.test(text) ? columnNamed(text, taker) : undefined));
  for (const [at, name] of names.entries())
    if (ids[at] === undefined && criteria.some((row) => FILLED.test(row[at + 1]?.text ?? '')))
      leave(name, 'text.table');
  const cellsOf = (texts: readonly string[]) =>
    Object.fromEntries(ids.flatMap((id, at) => (id === undefined ? [] : [[id, texts[at] ?? '']])));
  const titles = cellsOf(names.map(({ text }) => text));
  const made: SourceRow[] = [{ line: first?.line ?? 1, cells: { criterion: '(name)', ...titles } }];
  const taken = new Set<string>();
  for (const [title, ...cells] of criteria) {
    if (!title || ![title, ...cells].some(({ text }) => FILLED.test(text))) continue;
    const isNamed = FILLED.test(title.text);
    const target = isNamed ? targetOf(title, targets, remarks) : undefined;
    if (!isNamed) leave(title, 'text.table');
    if (!target) continue;
    if (taken.has(target.name)) {
      leave(title, 'text.criterion-twice');
      continue;
    }
    taken.add(target.name);
    const fact = factOf(target);
    const read = cells.map((cell, at) => (ids[at] === undefined ? '' : requirementIn(cell, fact, remarks)));
    const label = title.text.replace(/ ?[([][^()[\]]*[)\]]/, '');
    made.push({ line: title.line, cells: { criterion: target.name, title: label, ...cellsOf(read) } });
  }
  return made;
}

/** Returns a name for the column of a profile that no other column has. */
function columnNamed(text: string, taker: NameTaker): string {
  const id = taker.take(text);
  return isSheetColumn('profiles', columnHead(id).key) ? columnNamed(text, taker) : id;
}

function targetsIn({ name, number, text, kind, named, matrix }: TextQuestion): readonly Target[] {
  if (kind === 'text' || kind === 'left-out') return [];
  const row = { number, options: named };
  if (!matrix) return [{ ...row, name, label: text, kind }];
  return matrix.rows.map((one, at) => ({ ...row, name: `${name}-${at + 1}`, label: one.text, kind: 'single' }));
}

/** Returns the questions that a criterion names by a number, else those that have its words, the likeliest first. */
function linkOf(title: string, targets: readonly Target[]): readonly Target[] {
  const [, number] = REFERENCE.exec(title) ?? [];
  if (number !== undefined) return targets.filter((one) => one.number === number.toLowerCase());
  const stemsOf = (text: string): readonly string[] => folded(text).match(/[a-z0-9]{4,6}(?=[a-z0-9]*(-|$))/g) ?? [];
  const wanted = stemsOf(title);
  const scored = targets.map((target) => {
    const known = stemsOf([target.label, ...target.options.map(({ text }) => text)].join(' '));
    return { target, score: wanted.filter((stem) => known.includes(stem)).length };
  });
  const likely = scored.filter(({ score }) => score > 0).toSorted((one, other) => other.score - one.score);
  return likely.map(({ target }) => target);
}

const MOST_PROPOSALS = 3;

/** Returns the question of a criterion; asks which it is unless the criterion has its number. */
function targetOf({ line, column, text }: PlacedText, targets: readonly Target[], remarks: TextRemarks) {
  const found = linkOf(text, targets);
  if (found.length === 1 && REFERENCE.test(text)) return found[0];
  const likeliest = found.slice(0, MOST_PROPOSALS);
  const choices = likeliest.map(({ name, number, label }) => choiceOf(name, 'take.link', { number, label }));
  const id = remarks.ask(line, 'text.criterion', text, [...choices, choiceOf(LEAVE_OUT, 'take.none')], { column });
  return found.find(({ name }) => name === id);
}

/** Returns a fact of the same values as that of the question, on which cells are tried. */
function factOf({ name: id, kind, options }: Target): DraftFact {
  const values = options.map(({ name, text }) => ({ id: name, label: { text } }));
  const shared = { id, json: {}, title: {}, hasSentences: false, values };
  const flag = (): DraftFact => ({ ...shared, kind: 'flag' });
  if (kind === 'single') return { ...shared, kind: 'category' };
  return { ...shared, boundFlag: flag, ...(kind === 'number' ? { kind: 'count' } : { kind: 'set', optionFlag: flag }) };
}

/** Returns a cell in the grammar of the decision table; asks about one that is not in it. */
function requirementIn({ line, column, text }: PlacedText, fact: DraftFact, remarks: TextRemarks): string {
  if (text === '' || NO_REQUIREMENT.test(text)) return '';
  const written = text.replaceAll(' / ', ', ');
  if (readDecisionCell(written, [fact]).kind === 'condition') return written;
  remarks.ask(line, 'text.cell', text, [choiceOf(LEAVE_OUT, 'take.none')], { column });
  return '';
}
