import type { Rule } from '../../../core/survey/survey-parts.ts';
import { cellPlace, type TableRow, textAt, yesAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { allOfRules, type FormContext, type Json, ruleOf, takeName } from './form-context.ts';
import type { FormNode } from './group-rows.ts';
import { toId } from './names.ts';
import { orderOf } from './order-of-row.ts';
import { optionOf, selectIn } from './question-of-row.ts';

/** A table: a group with `table-list`, or a row `label` and rows `list-nolabel` of one list. */
export function isTable(node: FormNode): boolean {
  return node.kind === 'group' && /\btable-list\b/.test(textAt(node.row, 'appearance'));
}

export function isTableHead(row: TableRow): boolean {
  return /^label$/.test(textAt(row, 'appearance')) && selectIn(textAt(row, 'type')) !== undefined;
}

export function isTableRow(row: TableRow, list: string): boolean {
  return /\blist-nolabel\b/.test(textAt(row, 'appearance')) && selectIn(textAt(row, 'type'))?.list === list;
}

/** How many rows at the head of the nodes are a table: a `label` and its `list-nolabel`s. */
export function tableLength(nodes: readonly FormNode[]): number {
  const [head] = nodes;
  if (head?.kind !== 'row' || !isTableHead(head.row)) return 0;
  const list = selectIn(textAt(head.row, 'type'))?.list ?? '';
  const others = nodes.slice(1);
  const end = others.findIndex((node) => node.kind !== 'row' || !isTableRow(node.row, list));
  const length = end === -1 ? others.length : end;
  return length > 0 ? length + 1 : 0;
}

/**
 * A matrix: its scale is the list. `head` gives its id and its text. Rows that are no single choice of that list are given back.
 * A condition or a constraint of one row is left to decide, since a matrix is asked as a whole.
 */
export function matrixOf(
  head: TableRow,
  children: readonly FormNode[],
  above: readonly Rule[],
  context: FormContext,
): { readonly question?: Json; readonly others: readonly FormNode[] } {
  const { reading, lists, used, rows: rowsOf, items } = context;
  const listOf = (node: FormNode) => (node.kind === 'row' ? selectIn(textAt(node.row, 'type')) : undefined);
  const list = children.map(listOf).find((select) => select && !select.isMultiple && !select.hasOther)?.list;
  const isRow = (node: FormNode) =>
    listOf(node)?.list === list && listOf(node)?.isMultiple === false && node.kind === 'row';
  const inside = children.filter(isRow).filter((node) => !isTableHead(node.row));
  const others = children.filter((node) => !isRow(node));
  const choices = list === undefined ? undefined : lists.get(list);
  if (list === undefined || !choices || choices.length < 2 || inside.length === 0) {
    reading.report.say(cellPlace(head, 'type'), 'faulty', 'table.empty', list ?? textAt(head, 'name'));
    return { others };
  }
  used.add(list);
  const byName = new Map(choices.map(({ name, id }) => [name, id]));
  const showIf = allOfRules([...above, ruleOf(head, 'relevant', context)]);
  const id = takeName(head, context);
  const text = wholeTexts(head, 'label', reading) ?? namedBy(head, id, context);
  const help = wholeTexts(head, 'hint', reading);
  const isRequired = inside.every((node) => yesAt(node.row, 'required') === true);
  // Before its own rows are known.
  const order = orderOf(head, context);
  const questionRows = inside.map(({ row }) => {
    const own = takeName(row, context);
    items.set(textAt(row, 'name'), { kind: 'item', item: { id: own, kind: 'single', options: byName, decimals: 0 } });
    for (const key of ['relevant', 'constraint'] as const) {
      const written = textAt(row, key);
      if (written !== '') reading.report.say(cellPlace(row, key), 'to-decide', 'table.row-rule', written);
    }
    if (yesAt(row, 'required') === true && !isRequired)
      reading.report.say(cellPlace(row, 'required'), 'otherwise', 'table.row-required', textAt(row, 'required'));
    reading.report.carried(row.table.sheet, row.number);
    const part: Json = { id: own, label: wholeTexts(row, 'label', reading) ?? namedBy(row, own, context) };
    rowsOf.set(part, row);
    return part;
  });
  const fill = textAt(head, 'our-fill');
  const question: Json = {
    id,
    text,
    ...(help && { help }),
    ...(showIf && { showIf }),
    ...(isRequired && { required: true }),
    kind: 'matrix',
    rows: questionRows,
    scale: scaleOf(list, context),
    ...order,
    ...(fill !== '' && { fillWith: byName.get(fill) ?? fill }),
  };
  rowsOf.set(question, head);
  reading.report.carried(head.table.sheet, head.number);
  return { question, others };
}

/** Returns the id of the scale that a list becomes. */
export function scaleOf(list: string, context: FormContext): string {
  const { scales } = context;
  const known = scales.get(list);
  if (known) return known.id;
  const taken = new Set([...scales.values()].map(({ id }) => id));
  let id = toId(list);
  for (let number = 2; taken.has(id); number++) id = `${toId(list)}-${number}`;
  scales.set(list, { id, levels: (context.lists.get(list) ?? []).map((choice) => optionOf(choice, context)) });
  return id;
}

function namedBy(row: TableRow, name: string, { reading }: FormContext) {
  reading.report.say(cellPlace(row, 'label'), 'otherwise', 'label.missing', textAt(row, 'name'));
  return Object.fromEntries(reading.languages.map((language) => [language, name]));
}
