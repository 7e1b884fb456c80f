import type { Rule } from '../../../core/survey/survey-parts.ts';
import type { TableRow } from '../report/table.ts';
import { allOfRules, type DraftQuestion, type FormContext, labelOrName, ruleOf, takeName } from './form-context.ts';
import type { FormNode } from './group-rows.ts';
import { toId } from './names.ts';
import { optionOf, orderOf, selectIn } from './question-of-row.ts';
import { idsOfChoices } from './read-choices.ts';

/** Returns whether a node is a table: a group with `table-list`. */
export function isTable(node: FormNode): boolean {
  return node.kind === 'group' && /\btable-list\b/.test(node.row.text('appearance'));
}

function isTableHead(row: TableRow): boolean {
  return /^label$/.test(row.text('appearance')) && selectIn(row.text('type')) !== undefined;
}

function isTableRow(row: TableRow, list: string): boolean {
  return /\blist-nolabel\b/.test(row.text('appearance')) && selectIn(row.text('type'))?.list === list;
}

/** Returns how many rows at the head of the nodes are a table: a `label` and its `list-nolabel`s. */
export function tableLength(nodes: readonly FormNode[]): number {
  const [head] = nodes;
  if (head?.kind !== 'row' || !isTableHead(head.row)) return 0;
  const list = selectIn(head.row.text('type'))?.list ?? '';
  const others = nodes.slice(1);
  const end = others.findIndex((node) => node.kind !== 'row' || !isTableRow(node.row, list));
  const length = end === -1 ? others.length : end;
  return length > 0 ? length + 1 : 0;
}

/**
 * Makes a matrix whose scale is the list. `head` gives its id and its text. Rows that are no single choice of that list are given back.
 * A condition or a constraint of one row is left to decide, since a matrix is asked as a whole.
 */
export function matrixOf(
  head: TableRow,
  children: readonly FormNode[],
  above: readonly Rule[],
  context: FormContext,
): { readonly question?: DraftQuestion; readonly others: readonly FormNode[] } {
  const { lists, used, rows: rowsOf, items } = context;
  const listOf = (node: FormNode) => (node.kind === 'row' ? selectIn(node.row.text('type')) : undefined);
  const list = children.map(listOf).find((select) => select && !select.isMultiple && !select.hasOther)?.list;
  const isRow = (node: FormNode) => listOf(node)?.list === list && listOf(node)?.isMultiple === false;
  const inside = children.filter(isRow).filter((node) => !isTableHead(node.row));
  const others = children.filter((node) => !isRow(node));
  const choices = list === undefined ? undefined : lists.get(list);
  if (list === undefined || !choices || choices.length < 2 || inside.length === 0) {
    head.say('type', 'faulty', 'table.empty', list ?? head.text('name'));
    return { others };
  }
  used.add(list);
  const byName = idsOfChoices(choices);
  const showIf = allOfRules([...above, ruleOf(head, context)]);
  const id = takeName(head, context);
  const text = labelOrName(head, id, context);
  const help = head.wholeTexts('hint');
  const isRequired = inside.every(({ row }) => row.yes('required') === true);
  // Before its own rows are known.
  const order = orderOf(head, context);
  const rows = inside.map(({ row }) => {
    const own = takeName(row, context);
    items.set(row.text('name'), { kind: 'item', item: { id: own, kind: 'single', options: byName, decimals: 0 } });
    for (const key of ['relevant', 'constraint'])
      if (row.text(key) !== '') row.say(key, 'to-decide', 'table.row-rule', row.text(key));
    if (row.yes('required') === true && !isRequired)
      row.say('required', 'otherwise', 'table.row-required', row.text('required'));
    row.carried();
    const part = { id: own, label: labelOrName(row, own, context) };
    rowsOf.set(part, row);
    return part;
  });
  const fill = head.text('our-fill');
  const question: DraftQuestion = {
    id,
    text,
    ...(help && { help }),
    ...(showIf && { showIf }),
    ...(isRequired && { required: true }),
    kind: 'matrix',
    rows,
    scale: scaleOf(list, context),
    ...order,
    ...(fill !== '' && { fillWith: byName.get(fill) ?? fill }),
  };
  rowsOf.set(question, head);
  head.carried();
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
