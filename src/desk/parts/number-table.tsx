import type { ComponentChildren } from 'preact';

interface ColumnHeadsProps {
  /** The head of the names; empty where they need none. */
  readonly first: string;
  readonly numbers: readonly string[];
}

/** The head of a table: one column of names, then columns of numbers. */
export function ColumnHeads({ first, numbers }: ColumnHeadsProps) {
  return (
    <thead>
      <tr>
        {first ? <th scope="col">{first}</th> : <td />}
        {numbers.map((label) => (
          <th key={label} scope="col" class="number">
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface NumberRow {
  readonly key: string;
  readonly name: ComponentChildren;
  readonly numbers: readonly ComponentChildren[];
}

interface NumberTableProps extends ColumnHeadsProps {
  readonly class?: string;
  readonly caption?: ComponentChildren;
  readonly rows: readonly NumberRow[];
  readonly total?: NumberRow;
}

/** A table of names with their numbers, which scrolls alone where it is wider than the page. */
export function NumberTable({ class: name, caption, rows, total, ...heads }: NumberTableProps) {
  return (
    <div class="wide">
      <table class={name}>
        {caption ? <caption class="help">{caption}</caption> : null}
        <ColumnHeads {...heads} />
        <tbody>{rows.map(rowOf)}</tbody>
        {total ? <tfoot>{rowOf(total)}</tfoot> : null}
      </table>
    </div>
  );
}

function rowOf({ key, name, numbers }: NumberRow) {
  return (
    <tr key={key}>
      <th scope="row">{name}</th>
      {numbers.map((number, column) => (
        <td key={column} class="number">
          {number}
        </td>
      ))}
    </tr>
  );
}
