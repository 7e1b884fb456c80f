import type { Table, TableRow } from '../report/table.ts';
import type { FormContext } from './form-context.ts';
import { labelOf } from './notes.ts';

/** A row that is a question or a note, or a group with the rows in it. */
export type FormNode = { readonly kind: 'row'; readonly row: TableRow; readonly type: string } | GroupNode;

export interface GroupNode {
  readonly kind: 'group' | 'repeat';
  readonly row: TableRow;
  readonly children: FormNode[];
  /** The row that ends it. */
  readonly end?: TableRow;
}

/** Puts the rows of the sheet `survey` into their groups. */
export function groupRows(table: Table): readonly FormNode[] {
  const top: FormNode[] = [];
  const open: GroupNode[] = [];
  const put = (node: FormNode) => (open.at(-1)?.children ?? top).push(node);
  for (const row of table.rows) {
    const type = row.text('type').toLowerCase().replaceAll(/\s+/g, ' ');
    const [, bound, word] = /^(begin|end)[ _](group|repeat|loop)\b/.exec(type) ?? [];
    const kind = word === 'group' ? 'group' : 'repeat';
    if (bound === 'begin') open.push({ kind, row, children: [] });
    else if (bound === 'end') {
      const closed = open.pop();
      const isBegun = closed?.kind === kind;
      if (!isBegun) row.say('type', 'faulty', 'group.not-begun', row.text('type'));
      if (closed) put(isBegun ? { ...closed, end: row } : closed);
    } else put({ kind: 'row', row, type });
  }
  // All that follows is in a group that is never ended.
  for (let left = open.pop(); left; left = open.pop()) {
    left.row.say('type', 'faulty', 'group.not-ended', left.row.text('type'), { name: left.row.text('name') });
    put(left);
  }
  return top;
}

/** Yields all nodes, those within groups too. */
export function* rowsIn(nodes: readonly FormNode[]): Generator<FormNode> {
  for (const node of nodes) {
    yield node;
    if (node.kind !== 'row') yield* rowsIn(node.children);
  }
}

/** Reports that a repeated group, and all that is in it, is not carried. */
export function dropRepeat({ row, end, children }: GroupNode, { items }: FormContext): void {
  end?.say('type', 'dropped', 'group.in-repeat', end.text('type'));
  row.say('type', 'dropped', 'group.repeat', labelOf(row));
  for (const child of rowsIn(children)) {
    child.row.say('type', 'dropped', 'group.in-repeat', labelOf(child.row));
    items.set(child.row.text('name'), { kind: 'dropped' });
    if (child.kind !== 'row') child.end?.say('type', 'dropped', 'group.in-repeat', child.end.text('type'));
  }
}
