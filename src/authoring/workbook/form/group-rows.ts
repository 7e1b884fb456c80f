import { cellPlace, type SheetReading, type Table, type TableRow, textAt } from '../report/table.ts';
import type { FormContext } from './form-context.ts';
import { labelOf } from './notes.ts';

/** A row that is a question or a note, or a group with the rows in it. */
export type FormNode = { readonly kind: 'row'; readonly row: TableRow; readonly type: string } | GroupNode;

export interface GroupNode {
  readonly kind: 'group' | 'repeat';
  readonly row: TableRow;
  readonly children: readonly FormNode[];
  /** The row that ends it. */
  readonly end?: TableRow;
}

interface Open {
  readonly kind: 'group' | 'repeat';
  readonly row: TableRow;
  readonly children: FormNode[];
}

/** Puts the rows of the sheet `survey` into their groups. */
export function groupRows(table: Table, { report }: Pick<SheetReading, 'report'>): readonly FormNode[] {
  const top: FormNode[] = [];
  const open: Open[] = [];
  for (const row of table.rows) {
    const type = textAt(row, 'type').toLowerCase().replaceAll(/\s+/g, ' ');
    const [, end, what] = /^(begin|end)[ _](group|repeat|loop)\b/.exec(type) ?? [];
    const siblings = open.at(-1)?.children ?? top;
    if (end === 'begin') open.push({ kind: what === 'group' ? 'group' : 'repeat', row, children: [] });
    else if (end === 'end') {
      const closed = open.pop();
      if (!closed || (closed.kind === 'group') !== (what === 'group')) {
        report.say(cellPlace(row, 'type'), 'faulty', 'group.not-begun', textAt(row, 'type'));
        if (closed) (open.at(-1)?.children ?? top).push(closed);
        continue;
      }
      (open.at(-1)?.children ?? top).push({ ...closed, end: row });
    } else siblings.push({ kind: 'row', row, type });
  }
  // All that follows is in a group that is never ended.
  for (let left = open.pop(); left; left = open.pop()) {
    report.say(cellPlace(left.row, 'type'), 'faulty', 'group.not-ended', textAt(left.row, 'type'), {
      name: textAt(left.row, 'name'),
    });
    (open.at(-1)?.children ?? top).push(left);
  }
  return top;
}

/** All nodes, those within groups too. */
export function* rowsIn(nodes: readonly FormNode[]): Generator<FormNode> {
  for (const node of nodes) {
    yield node;
    if (node.kind !== 'row') yield* rowsIn(node.children);
  }
}

/** Says of a repeated group, and of all that is in it, that it is not carried. */
export function dropRepeat(node: GroupNode, context: FormContext): void {
  const { report } = context.reading;
  const { end } = node;
  if (end) report.say(cellPlace(end, 'type'), 'dropped', 'group.in-repeat', textAt(end, 'type'));
  report.say(cellPlace(node.row, 'type'), 'dropped', 'group.repeat', labelOf(node.row, context));
  for (const child of rowsIn(node.children)) {
    report.say(cellPlace(child.row, 'type'), 'dropped', 'group.in-repeat', labelOf(child.row, context));
    context.items.set(textAt(child.row, 'name'), { kind: 'dropped' });
    if (child.kind !== 'row' && child.end)
      report.say(cellPlace(child.end, 'type'), 'dropped', 'group.in-repeat', textAt(child.end, 'type'));
  }
}
